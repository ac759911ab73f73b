package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// The exit codes.
const (
	exitGraded  = 0 // everything was graded, whatever the scores
	exitBelow   = 1 // someone is below --require
	exitUsage   = 2 // the command was not understood, or names what is not there
	exitFailure = 3 // the grader itself failed
)

// failure is an error with its exit code and the way out.
type failure struct {
	code int
	err  error
	hint string
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

func usage(hint, format string, args ...any) error {
	return &failure{exitUsage, fmt.Errorf(format, args...), hint}
}

// errBelow ends a command whose output has said it all.
var errBelow = errors.New("below the required score")

// run is main without the process. Errors are printed here and nowhere else.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	app := newApp(stdin, stdout, stderr)
	err := app.RunContext(ctx, flagsFirst(app, args))
	if err == nil {
		return exitGraded
	}
	if errors.Is(err, errBelow) {
		return exitBelow
	}
	f := &failure{code: exitFailure, err: err}
	if !errors.As(err, &f) && errors.Is(err, context.Canceled) {
		f.err, f.hint = errors.New("interrupted"), goOn(args)
	}
	fmt.Fprintf(stderr, "gradus: error: %s\n", strings.TrimSpace(f.err.Error()))
	if f.hint != "" {
		fmt.Fprintf(stderr, "gradus: hint: %s\n", f.hint)
	}
	return f.code
}

func newApp(stdin io.Reader, stdout, stderr io.Writer) *cli.App {
	misused := func(_ *cli.Context, err error, _ bool) error {
		return usage("gradus --help lists the commands", "%w", err)
	}
	app := &cli.App{
		Name:            "gradus",
		Usage:           "grade Go implementations of deep-learning exercises",
		UsageText:       "gradus COMMAND [PATH...] [FLAGS]",
		Description:     "Gradus compiles each submission to WebAssembly, asks it questions from outside\nthe wall, and says not only that a gradient is wrong but which term of it.",
		HideHelpCommand: true,
		Reader:          stdin, Writer: stdout, ErrWriter: stderr,
		ExitErrHandler: func(*cli.Context, error) {}, // run decides
		OnUsageError:   misused,
		Action: func(c *cli.Context) error {
			if name := c.Args().First(); name != "" {
				return usage("the commands are "+commandNames(c.App), "there is no command %q", name)
			}
			return cli.ShowAppHelp(c)
		},
		Commands: append([]*cli.Command{gradeCommand(), listCommand(), explainCommand(), doctorCommand(), ciCommand()}, courseCommands()...),
	}
	for _, c := range app.Commands {
		c.OnUsageError = misusedCommand(c.Name)
	}
	return app
}

func misusedCommand(name string) cli.OnUsageErrorFunc {
	return func(_ *cli.Context, err error, _ bool) error {
		return usage("gradus "+name+" --help lists the flags", "gradus %s: %w", name, err)
	}
}

func commandNames(app *cli.App) string {
	var names []string
	for _, c := range app.Commands {
		names = append(names, c.Name)
	}
	return strings.Join(names, ", ")
}

// flagsFirst moves the flags of a command before its arguments. The library
// stops looking for flags at the first argument and would take --format in
// "grade DIR --format json" for a path.
func flagsFirst(app *cli.App, args []string) []string {
	if len(args) < 2 {
		return args
	}
	command := app.Command(args[1])
	if command == nil {
		return args
	}
	flags, rest := slices.Clone(args[:2]), []string{}
	for i := 2; i < len(args); i++ {
		arg := args[i]
		switch {
		case arg == "--":
			return append(append(append(flags, "--"), rest...), args[i+1:]...)
		case len(arg) < 2 || arg[0] != '-':
			rest = append(rest, arg)
		default:
			flags = append(flags, arg)
			if !takesValue(command, arg) {
				continue
			}
			if i++; i == len(args) {
				return flags // the library says that the value is missing
			}
			flags = append(flags, args[i])
		}
	}
	return append(append(flags, "--"), rest...)
}

// takesValue reports whether the argument after a flag belongs to it.
func takesValue(command *cli.Command, arg string) bool {
	name := strings.TrimLeft(arg, "-")
	for _, f := range command.Flags {
		if _, isBool := f.(*cli.BoolFlag); slices.Contains(f.Names(), name) {
			return !isBool
		}
	}
	return false // unknown, as the library will say, or written with =
}
