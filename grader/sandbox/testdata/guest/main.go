// Command guest is a guest without manners. It does what a request names and,
// before the first, when it is initialised, what onInit names.
package main

import (
	"bytes"
	"crypto/rand"
	"io"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
	"unsafe"
)

// onInit is set by the linker.
var onInit string

func init() { act(onInit) }

var request, answer []byte

//go:wasmexport gradus_buffer
func gradusBuffer(n int32) int32 {
	request = make([]byte, n)
	return int32(address(request))
}

//go:wasmexport gradus_ask
func gradusAsk(n int32) int64 {
	line := string(request[:n])
	if lie, ok := strings.CutPrefix(line, "claim "); ok {
		location, _ := strconv.ParseUint(lie, 0, 64)
		return int64(location)
	}
	answer = []byte(act(line))
	return int64(address(answer))<<32 | int64(len(answer))
}

func address(b []byte) uint32 { return uint32(uintptr(unsafe.Pointer(unsafe.SliceData(b)))) }

func main() {}

var (
	kept       [][]byte // what was allocated
	remembered string   // from one request to the next
	zero       int
)

// act does what a line names: an act, a space, its argument.
func act(line string) string {
	name, argument, _ := strings.Cut(line, " ")
	switch name {
	case "":
		return "" // nothing to do in init
	case "echo":
		return argument
	case "remember":
		remembered = argument
	case "recall":
		return "I remember: " + remembered

	case "loop":
		for {
		}
	case "count":
		n, _ := strconv.Atoi(argument)
		return strconv.Itoa(count(n))
	case "sleep":
		time.Sleep(time.Hour)
	case "exit":
		code, _ := strconv.Atoi(argument)
		os.Exit(code)
	case "panic":
		panic("out of cheese")
	case "panic-long":
		panic(strings.Repeat("long ", 1<<20))
	case "index":
		return string(argument[len(argument)])
	case "divide":
		return strconv.Itoa(1 / zero)
	case "deadlock":
		select {}
	case "goexit":
		runtime.Goexit()
	case "stray":
		return strconv.Itoa(int(*(*byte)(unsafe.Add(unsafe.Pointer(&zero), 1<<31))))

	case "recurse":
		return strconv.Itoa(recurse(0))
	case "allocate":
		for {
			kept = append(kept, bytes.Repeat([]byte("x"), 1<<20)) // written to, so the host has to give it
		}
	case "huge":
		kept = append(kept, make([]byte, 3<<30))
	case "impossible":
		return attempt(func() { kept = append(kept, make([]byte, 1<<40>>zero)) })
	case "goroutines":
		for {
			go func() { select {} }()
		}

	case "flood":
		out := os.Stdout
		if argument == "stderr" {
			out = os.Stderr
		}
		line := []byte(strings.Repeat("spam ", 200) + "\n")
		for range 50_000_000 / len(line) {
			out.Write(line)
		}
		out.WriteString("the end of spam")
	case "deluge":
		for {
			os.Stderr.WriteString("drip")
		}
	case "garble":
		os.Stdout.WriteString("\xff\xfe caf\xc3")
		panic("\xa9")

	case "world":
		return world()
	case "chance":
		return chance()
	case "long":
		n, _ := strconv.Atoi(argument)
		return strings.Repeat("x", n)
	}
	return "done"
}

func count(n int) int {
	sum := 0
	for i := range n {
		sum += i ^ sum
	}
	return sum
}

func attempt(f func()) (outcome string) {
	defer func() { outcome = recover().(error).Error() }()
	f()
	return ""
}

func recurse(n int) int { return recurse(n+1) + 1 }

// world describes what can be seen of the outside.
func world() string {
	input, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err.Error()
	}
	return "args:" + strings.Join(os.Args, " ") + "environment:" + strings.Join(os.Environ(), " ") + "input:" + string(input)
}

// chance draws from everything that could differ between two runs.
func chance() string {
	drawn := make([]byte, 16)
	rand.Read(drawn)
	order := ""
	for k := range map[int]bool{1: true, 2: true, 3: true, 4: true, 5: true, 6: true, 7: true} {
		order += strconv.Itoa(k)
	}
	begin := time.Now()
	time.Sleep(time.Minute)
	return string(drawn) + order + begin.UTC().String() + time.Since(begin).String()
}
