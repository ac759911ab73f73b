package report_test

import (
	"bytes"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/report"
)

func TestColor(t *testing.T) {
	var plain, colored bytes.Buffer
	require.NoError(t, report.Text(&plain, fixture(), report.Options{Details: true}))
	require.NoError(t, report.Text(&colored, fixture(), report.Options{Details: true, Color: true}))
	assert.Equal(t, plain.String(), regexp.MustCompile("\x1b\\[[0-9]*m").ReplaceAllString(colored.String(), ""), "colour adds nothing but colour")
	assert.Contains(t, colored.String(), "\x1b[32m  ✓  first: passed")
	assert.Contains(t, colored.String(), "\x1b[31m  ✗  first: not right yet")
	assert.Contains(t, colored.String(), "\x1b[33m  ~  second: partly right")
}
