package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
)

// version identifies this program: what it judges is in its code, and no
// fingerprint of the rubric sees that.
func version() (string, error) {
	program, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("find this program, to tell its version: %w", err)
	}
	info, _ := debug.ReadBuildInfo()
	return versionOf(info, program)
}

// versionOf is the version or the revision that a program was built from, and the
// hash of its bytes where it was told neither, or its sources were changed.
func versionOf(info *debug.BuildInfo, program string) (string, error) {
	if info != nil {
		told := map[string]string{}
		for _, s := range info.Settings {
			told[s.Key] = s.Value
		}
		revision, modified := told["vcs.revision"], told["vcs.modified"] == "true"
		known := revision != "" || strings.HasPrefix(info.Main.Version, "v")
		if known && !modified {
			return strings.TrimSpace(info.Main.Version + " " + revision), nil
		}
	}
	file, err := os.Open(program)
	if err != nil {
		return "", fmt.Errorf("read this program, to tell its version: %w", err)
	}
	defer file.Close()
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return "", fmt.Errorf("read this program, to tell its version: %w", err)
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil)[:8]), nil
}
