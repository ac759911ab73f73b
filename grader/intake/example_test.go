package intake_test

import (
	"fmt"

	"github.com/gradus-grader/gradus/grader/intake"
)

// The download of a whole assignment is read as it came.
func ExampleReader_Read() {
	class, err := intake.Reader{}.Read("testdata/archives/moodle.zip")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range class {
		fmt.Println(e.Name, e.Students[0].Platform, len(e.Files))
	}
	// Output:
	// Ada 1 1
	// Bela 2 1
}
