package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// BenchmarkClass grades a hundred different and complete solutions, and a few of
// them by go test, one after the other, with the caches warm. Its metrics are the
// submissions per second of both, and their ratio.
//
//	go test ./cmd/gradus -run - -bench Class -benchtime 1x
func BenchmarkClass(b *testing.B) {
	const class, few = 100, 10
	key, err := keySubmission()
	require.NoError(b, err)
	// write puts the files of solution i into a folder.
	write := func(folder string, i int) {
		require.NoError(b, os.MkdirAll(folder, 0o777))
		for _, f := range key.Files {
			name := strings.TrimSuffix(f.Name, ".go")
			if name == "reference" { // the constructor, which students have in student.go
				continue
			}
			content := fmt.Appendf(nil, "%s\nfunc own%d%s() int { return %d }\n", f.Content, i, name, i)
			require.NoError(b, os.WriteFile(filepath.Join(folder, f.Name), content, 0o666))
		}
	}
	folder := b.TempDir()
	for i := range class {
		write(filepath.Join(folder, fmt.Sprintf("s%03d", i)), i)
	}
	grade := func() time.Duration {
		begin := time.Now()
		var stdout, stderr bytes.Buffer
		require.Equal(b, exitGraded, run(b.Context(), []string{"gradus", "grade", "-q", folder}, nil, &stdout, &stderr), stderr.String())
		require.Contains(b, stdout.String(), fmt.Sprintf("%d submissions: mean 100", class))
		return time.Since(begin)
	}

	repository := b.TempDir()
	for _, name := range []string{"go.mod", "go.sum"} {
		content, err := os.ReadFile(filepath.Join("..", "..", name))
		require.NoError(b, err)
		require.NoError(b, os.WriteFile(filepath.Join(repository, name), content, 0o666))
	}
	for _, name := range []string{"specs", "grader", "student"} {
		require.NoError(b, os.CopyFS(filepath.Join(repository, name), os.DirFS(filepath.Join("..", "..", name))))
	}
	test := func(i int) time.Duration {
		write(filepath.Join(repository, "student"), i)
		begin := time.Now()
		cmd := exec.Command("go", "test", "./student")
		cmd.Dir = repository
		out, err := cmd.CombinedOutput()
		require.NoError(b, err, "%s", out)
		return time.Since(begin)
	}

	grade() // which compiles what all of them need
	test(class)
	for b.Loop() {
		graded := grade()
		var tested time.Duration
		for i := range few {
			tested += test(i)
		}
		b.ReportMetric(class/graded.Seconds(), "graded/s")
		b.ReportMetric(few/tested.Seconds(), "tested/s")
		b.ReportMetric(class/graded.Seconds()/(few/tested.Seconds()), "ratio")
	}
}
