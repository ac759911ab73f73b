package main

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/gradus-grader/gradus/grader/gradebook"
)

// The flags that say what counts.
const (
	flagGrace   = "late-grace"
	flagPerDay  = "late-per-day"
	flagCap     = "late-cap"
	flagAttempt = "attempt"
)

// countingFlags say what coming late costs and which attempt counts.
func countingFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: flagPerDay, Usage: "what came late loses `PERCENT` of what it earned for each day that was begun"},
		&cli.StringFlag{Name: flagGrace, Usage: "what is late by no more than `DURATION`, such as 15m or 2h, loses nothing"},
		&cli.StringFlag{Name: flagCap, Usage: "coming late never loses more than `PERCENT`"},
		&cli.StringFlag{Name: flagAttempt, Value: "latest", Usage: "of what a student handed in more than once, the `latest` or best counts; earlier ones are known from a gradebook"},
	}
}

// countingOf reads the flags.
func countingOf(c *cli.Context) (k gradebook.Counting, err error) {
	switch text := c.String(flagAttempt); text {
	case "latest":
	case "best":
		if c.String(flagGradebook) == "" {
			return k, usage("with --gradebook FILE earlier attempts are known", "--%s best has nothing to choose from", flagAttempt)
		}
		k.Attempt = gradebook.Best
	default:
		return k, usage("latest or best counts", "--%s is %q", flagAttempt, text)
	}
	if text := c.String(flagGrace); text != "" {
		if k.Late.Grace, err = time.ParseDuration(text); err != nil || k.Late.Grace < 0 {
			return k, usage("write it as 15m, 2h or 48h", "--%s is %q", flagGrace, text)
		}
	}
	if k.Late.PerDay, err = thousandths(flagPerDay, c.String(flagPerDay)); err != nil {
		return k, err
	}
	if k.Late.Cap, err = thousandths(flagCap, c.String(flagCap)); err != nil {
		return k, err
	}
	if k.Late.PerDay == 0 && (k.Late.Grace > 0 || k.Late.Cap > 0) {
		return k, usage("say how much a day costs, such as --late-per-day 10", "--%s is missing", flagPerDay)
	}
	return k, nil
}

// thousandths reads a percentage with at most one decimal.
func thousandths(flag, text string) (int, error) {
	if text == "" {
		return 0, nil
	}
	p, err := strconv.ParseFloat(strings.TrimSuffix(text, "%"), 64)
	t := math.Round(10 * p)
	if err != nil || !(p >= 0 && p <= 100) || math.Abs(10*p-t) > 1e-9 {
		return 0, usage("give a number from 0 to 100 with at most one decimal, such as 10 or 12.5", "--%s is %q", flag, text)
	}
	return int(t), nil
}
