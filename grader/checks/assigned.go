package checks

import "github.com/gradus-grader/gradus/specs"

// assigned names the exercises that are asked for here; none means all. A handout
// of some has a file of its own in place of this one.
func assigned() []specs.ID { return nil }
