package main

import "github.com/urfave/cli/v2"

// authoring returns the commands for those who give a course or write exercises.
// A handout has none of them.
func authoring() []*cli.Command {
	return []*cli.Command{handoutCommand(), mutateCommand()}
}
