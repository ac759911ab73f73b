package fuel_test

import (
	"context"
	"fmt"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/gradus-grader/gradus/grader/fuel"
)

// A module that would not end is given fuel for a thousand turns.
func ExampleMeter() {
	endless := []byte("\x00asm\x01\x00\x00\x00" +
		"\x01\x04\x01\x60\x00\x00" + // one type: no parameters, no results
		"\x03\x02\x01\x00" + // one function of it
		"\x07\x05\x01\x01f\x00\x00" + // exported as f
		"\x0a\x09\x01\x07\x00\x03\x40\x0c\x00\x0b\x0b") // loop br 0 end

	metered, err := fuel.Meter(endless)
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx := context.Background()
	runtime := wazero.NewRuntime(ctx)
	defer runtime.Close(ctx)
	module, err := runtime.Instantiate(ctx, metered)
	if err != nil {
		fmt.Println(err)
		return
	}
	left := module.ExportedGlobal(fuel.Global).(api.MutableGlobal)
	left.Set(1000)
	_, err = module.ExportedFunction("f").Call(ctx)
	fmt.Println("failed:", err != nil)
	fmt.Println("left:", int64(left.Get()))
	// Output:
	// failed: true
	// left: -1
}
