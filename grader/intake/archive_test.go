package intake_test

import (
	"archive/tar"
	"archive/zip"
	"encoding/binary"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/intake"
)

// small are limits that a test can pass quickly.
func small() intake.Limits {
	return intake.Limits{File: 1 << 10, Files: 8, Source: 4 << 10, Archive: 64 << 10, Unpack: 1 << 20, Entries: 50}
}

// overlapping makes a zip of two files in the same bytes: the directory's second
// offset is patched to the first's.
func overlapping(t *testing.T) []byte {
	b := zipOf(t, packed{name: "a.go", content: text}, packed{name: "b.go", content: text})
	directory := strings.LastIndex(string(b), "PK\x01\x02")
	binary.LittleEndian.PutUint32(b[directory+42:], 0)
	return b
}

// liar makes a zip whose directory says that a file has 10 bytes.
func liar(t *testing.T) []byte {
	b := zipOf(t, packed{name: "a.go", content: strings.Repeat(" ", 100<<10), method: zip.Deflate})
	directory := strings.LastIndex(string(b), "PK\x01\x02")
	binary.LittleEndian.PutUint32(b[directory+24:], 10)
	return b
}

func manyEntries(n int) []packed {
	var all []packed
	for i := range n {
		all = append(all, packed{name: fmt.Sprintf("n%d.txt", i)})
	}
	return all
}

func filled(n, bytes int) []packed {
	var all []packed
	for i := range n {
		all = append(all, packed{name: fmt.Sprintf("f%d.go", i), content: strings.Repeat(" ", bytes), method: zip.Deflate})
	}
	return all
}

// TestHostileArchives puts each archive into a class beside an honest student,
// who must not notice.
func TestHostileArchives(t *testing.T) {
	const anew = "; pack the .go files anew"
	long := strings.Repeat("x", 300)
	honest := packed{name: "a.go", content: text}
	for _, tt := range []struct {
		name, why string
		ending    string // of the archive "x"
		archive   []byte
		refusal   string // of the submission
		files     map[string]string
	}{
		{"slip", "a path that is used for writing overwrites the grader", ".zip", zipOf(t, honest, packed{name: "../../grader/tests.go"}),
			`the archive "x.zip" holds the entry "../../grader/tests.go", which leads out of its folder` + anew, nil},
		{"slip from within", "the same behind a good beginning", ".zip", zipOf(t, honest, packed{name: "src/../../a.go"}),
			`the archive "x.zip" holds the entry "src/../../a.go", which leads out of its folder` + anew, nil},
		{"slip from a hidden folder", "what is left out is judged before", ".zip", zipOf(t, honest, packed{name: ".git/../../a.go"}),
			`the archive "x.zip" holds the entry ".git/../../a.go", which leads out of its folder` + anew, nil},
		{"slip in a tar", "as in a zip", ".tar", tarOf(t, tar.Header{Name: "../a.go"}),
			`the archive "x.tar" holds the entry "../a.go", which leads out of its folder` + anew, nil},
		{"absolute", "a path of the grader's machine", ".zip", zipOf(t, packed{name: "/etc/x.go", content: text}),
			`the archive "x.zip" holds the entry "/etc/x.go", which is an absolute path` + anew, nil},
		{"absolute in a tar", "as in a zip", ".tgz", gzipOf(t, tarOf(t, tar.Header{Name: "/etc/x.go"})),
			`the archive "x.tgz" holds the entry "/etc/x.go", which is an absolute path` + anew, nil},
		{"backslashes", "a path on Windows alone", ".zip", zipOf(t, packed{name: `..\..\x.go`, content: text}),
			`the archive "x.zip" holds the entry "..\\..\\x.go", which is written with backslashes` + anew, nil},
		{"drive", "a path on Windows alone", ".zip", zipOf(t, packed{name: "C:/x.go", content: text}),
			`the archive "x.zip" holds the entry "C:/x.go", which names a drive` + anew, nil},
		{"control character", "it forges lines in a terminal", ".zip", zipOf(t, packed{name: "a\n.go", content: text}),
			`the archive "x.zip" holds the entry "a\n.go", which has a control character in its name` + anew, nil},
		{"overlong name", "no file system has it", ".zip", zipOf(t, packed{name: long + ".go", content: text}),
			`the archive "x.zip" holds the entry "` + long[:100] + `...", which has a name of more than 255 bytes` + anew, nil},
		{"overlong path", "the same by folders", ".zip", zipOf(t, packed{name: strings.Repeat("abc/", 300) + "a.go"}),
			`the archive "x.zip" holds the entry "` + strings.Repeat("abc/", 25) + `...", which has a name of more than 1024 bytes` + anew, nil},
		{"deep folders", "each costs something", ".zip", zipOf(t, packed{name: strings.Repeat("a/", 40) + "a.go"}),
			`the archive "x.zip" holds the entry "` + strings.Repeat("a/", 40) + `a.go", which stands more than 32 folders deep` + anew, nil},
		{"duplicate", "two readers would read two programs", ".zip", zipOf(t, honest, packed{name: "a.go", content: "package other"}),
			`the archive "x.zip" holds the entry "a.go" twice` + anew, nil},
		{"duplicate by a dot", "one path in two spellings", ".zip", zipOf(t, honest, packed{name: "./a.go"}),
			`the archive "x.zip" holds the entry "a.go" twice` + anew, nil},
		{"case", "one file on macOS and Windows", ".zip", zipOf(t, honest, packed{name: "A.go"}),
			`the archive "x.zip" holds the entries "a.go" and "A.go", which some systems take for the same` + anew, nil},
		{"case of another script", "the Kelvin sign is a k in upper case", ".zip", zipOf(t, packed{name: "k.go"}, packed{name: "\u212a.go"}),
			"the archive \"x.zip\" holds the entries \"k.go\" and \"\u212a.go\", which some systems take for the same" + anew, nil},
		{"file and folder", "no disk holds both", ".zip", zipOf(t, honest, packed{name: "a.go/b.go"}),
			`the archive "x.zip" holds "a.go" as a file and as a folder` + anew, nil},
		{"folder and file", "the same the other way round", ".zip", zipOf(t, packed{name: "a/b.go"}, packed{name: "a"}),
			`the archive "x.zip" holds "a" as a file and as a folder` + anew, nil},
		{"overlap", "a few bytes can be made into any number of files", ".zip", overlapping(t),
			`the archive "x.zip" holds the entries "a.go" and "b.go" in the same bytes` + anew, nil},
		{"many entries", "each costs something", ".zip", zipOf(t, manyEntries(51)...),
			`the archive "x.zip" holds more than 50 entries` + anew, nil},
		{"many entries in a tar", "as in a zip", ".tar", tarOf(t, make([]tar.Header, 51)...),
			`the archive "x.tar" holds more than 50 entries` + anew, nil},
		{"many Go files", "each is parsed", ".zip", zipOf(t, filled(9, 1)...), "it holds more than 8 Go files", nil},
		{"much Go", "each file is small enough", ".zip", zipOf(t, filled(5, 1000)...), "its Go files have more than 4 KiB together", nil},
		{"bomb", "spaces pack to nothing", ".zip", zipOf(t, append(filled(1, 10<<20), packed{name: "z.go", content: text})...), "",
			map[string]string{"f0.go": "it is larger than 1 KiB", "z.go": ""}},
		{"bomb in a tar.gz", "all of it is unpacked to find its checksum", ".tar.gz", gzipOf(t, append(tarOf(t, tar.Header{Name: "a.go"}), make([]byte, 8<<20)...)),
			`the archive "x.tar.gz" unpacks to more than 1 MiB` + anew, nil},
		{"large tar.gz", "a file that nobody wants is gone through too", ".tar.gz", gzipOf(t, largeTar(t, 2<<20)),
			`the archive "x.tar.gz" unpacks to more than 1 MiB` + anew, nil},
		{"liar", "the directory says 10 bytes", ".zip", liar(t), "",
			map[string]string{"a.go": `it is damaged in the archive "x.zip"; pack it anew`}},
		{"wrong checksum", "a byte was changed", ".zip", patched(t, zipOf(t, honest), 0, text, "package STUDENT\n"), "",
			map[string]string{"a.go": `it is damaged in the archive "x.zip"; pack it anew`}},
		{"encrypted", "nobody knows the password", ".zip", rawZip(t, zip.FileHeader{Name: "a.go", Flags: 1, CompressedSize64: 16, UncompressedSize64: 16}, text), "",
			map[string]string{"a.go": `it is encrypted in the archive "x.zip"; pack it without a password`}},
		{"unknown method", "a program may pack by others", ".zip", rawZip(t, zip.FileHeader{Name: "a.go", Method: 14, CompressedSize64: 16, UncompressedSize64: 16}, text), "",
			map[string]string{"a.go": `it is packed by a method that is not read (14) in the archive "x.zip"; pack it as an ordinary zip`}},
		{"symbolic link", "it leads to the grader's files", ".zip", zipOf(t, packed{name: "a.go", content: "/etc/passwd", mode: fs.ModeSymlink | 0o777}), "",
			map[string]string{"a.go": `it is a symbolic link in the archive "x.zip"; hand in a copy of the file itself`}},
		{"device", "it never ends", ".zip", zipOf(t, packed{name: "a.go", mode: fs.ModeDevice | 0o777}), "",
			map[string]string{"a.go": `it is a device or the like in the archive "x.zip"; hand in the file itself`}},
		{"links in a tar", "of both kinds", ".tar", tarOf(t, tar.Header{Name: "a.go", Typeflag: tar.TypeSymlink, Linkname: "/etc/passwd"}, tar.Header{Name: "b.go", Typeflag: tar.TypeLink, Linkname: "/etc/passwd"}, tar.Header{Name: "c.go", Typeflag: tar.TypeFifo}), "",
			map[string]string{"a.go": `it is a symbolic link in the archive "x.tar"; hand in a copy of the file itself`,
				"b.go": `it is a hard link in the archive "x.tar"; hand in a copy of the file itself`,
				"c.go": `it is a device or the like in the archive "x.tar"; hand in the file itself`}},
		{"reserved name", "on Windows it is a device", ".zip", zipOf(t, packed{name: "Con.go", content: text}), "",
			map[string]string{"Con.go": "its name is reserved on Windows; give it another, such as xor_linear.go"}},
		{"accent in two encodings", "both come through to the rules for names, which admit neither", ".zip", zipOf(t, packed{name: "\u00fc.go"}, packed{name: "u\u0308.go"}), "",
			map[string]string{"\u00fc.go": "", "u\u0308.go": ""}},
		{"truncated zip", "an upload that broke off", ".zip", zipOf(t, honest)[:40], `the archive "x.zip" is truncated or damaged` + anew, nil},
		{"truncated tar", "the same", ".tar", tarOf(t, tar.Header{Name: "a.go"})[:515], `the archive "x.tar" is truncated or damaged` + anew, nil},
		{"truncated tar.gz", "the same", ".tar.gz", gzipOf(t, tarOf(t, tar.Header{Name: "a.go"}))[:60], `the archive "x.tar.gz" is truncated or damaged` + anew, nil},
		{"wrong checksum of a tar.gz", "it stands behind the last entry", ".tar.gz", func() []byte {
			b := gzipOf(t, tarOf(t, tar.Header{Name: "a.go"}))
			b[len(b)-8] ^= 1
			return b
		}(), `the archive "x.tar.gz" is truncated or damaged` + anew, nil},
		{"no archive", "a file that was renamed", ".zip", []byte(text), `the archive "x.zip" is no zip, tar or tar.gz` + anew, nil},
		{"of another kind", "what cannot be read is said", ".rar", []byte("Rar!\x1a\a"), `the archive "x.rar" is no zip, tar or tar.gz` + anew, nil},
		{"empty file", "an upload that never began", ".zip", nil, `the archive "x.zip" is empty` + anew, nil},
		{"large archive", "it is held in memory", ".zip", zipOf(t, packed{name: "a.dat", content: strings.Repeat("x", 65<<10)}), `its archive "x.zip" is larger than 64 KiB; pack only the .go files`, nil},
		{"archive in an archive", "it could go on for ever", ".zip", zipOf(t, packed{name: "y.zip", content: string(zipOf(t, honest))}),
			`it holds no Go file but the archive "y.zip" within an archive; hand in the .go files in one archive`, nil},
		{"Go in two folders", "nobody knows which counts", ".zip", zipOf(t, packed{name: "old/a.go"}, packed{name: "new/a.go"}),
			`its Go files stand in 2 folders ("new" and "old" among them); hand in one folder`, nil},
		{"folder named as a file", "a folder is no file, nor is what stands in it a class", ".zip", zipOf(t, packed{name: "a.go/b.go/"}, packed{name: "c/"}), "it holds no Go file", nil},
		{"no Go", "a report alone", ".zip", zipOf(t, packed{name: "README.md"}), "it holds no Go file", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			root := tree(t, map[string]string{"honest/a.go": text, "x" + tt.ending: string(tt.archive)})
			class, err := intake.Reader{Limits: small()}.Read(root)
			require.NoError(t, err, "what a student hands in is no error")
			require.Len(t, class, 2)
			assert.Equal(t, "", class[0].Refusal)
			assert.Len(t, class[0].Files, 1)
			assert.Equal(t, "x", class[1].Name)
			assert.Equal(t, tt.refusal, class[1].Refusal, tt.why)
			refusals := map[string]string{}
			for _, f := range class[1].Files {
				refusals[f.Name] = f.Refusal
				assert.True(t, f.Refusal == "" || f.Content == nil, "what is refused is not there")
			}
			if tt.files == nil {
				tt.files = map[string]string{}
			}
			assert.Equal(t, tt.files, refusals, tt.why)
		})
	}
}

// largeTar makes a tar of one file of zeros, by a header with the size patched in.
func largeTar(t *testing.T, size int) []byte {
	b := tarOf(t, tar.Header{Name: "b.dat", Typeflag: tar.TypeDir})[:512:512]
	copy(b[124:136], fmt.Sprintf("%011o\x00", size))
	b[156] = tar.TypeReg
	copy(b[148:156], "        ")
	sum := 0
	for _, c := range b {
		sum += int(c)
	}
	copy(b[148:156], fmt.Sprintf("%06o\x00 ", sum))
	return append(b, make([]byte, size)...)
}

// TestClassArchives are archives that the operator names.
func TestClassArchives(t *testing.T) {
	ada, bela := packed{name: "ada/a.go", content: text}, packed{name: "bela/a.go", content: text}
	inner := func(name string) packed {
		return packed{name: name, content: string(zipOf(t, packed{name: "hw/a.go", content: text}, packed{name: "hw/.git/x.go"}, packed{name: "__MACOSX/hw/._a.go"}))}
	}
	one := []string{"a.go"}
	for _, tt := range []struct {
		name, why, file string
		archive         []byte
		want            []brief
	}{
		{"folders", "a class", "c.zip", zipOf(t, bela, ada), []brief{{name: "ada", files: one}, {name: "bela", files: one}}},
		{"wrapped folders", "most programs pack the folder itself", "c.zip", zipOf(t, packed{name: "c/ada/a.go"}, packed{name: "c/bela/a.go"}, packed{name: "README.md"}, packed{name: "__MACOSX/c/._ada"}),
			[]brief{{name: "ada", files: one}, {name: "bela", files: one}}},
		{"an archive for each", "what platforms make of uploads", "c.zip", zipOf(t, inner("ada.zip"), inner("bela.zip")),
			[]brief{{name: "ada", files: one}, {name: "bela", files: one}}},
		{"an archive in each folder", "likewise", "c.tar.gz", gzipOf(t, tarOf(t, tar.Header{Name: "./ada/a.go"}, tar.Header{Name: "./bela/", Typeflag: tar.TypeDir})),
			[]brief{{name: "ada", files: one}, {name: "bela", refused: true}}},
		{"files", "one submission", "ada.zip", zipOf(t, packed{name: "a.go"}, packed{name: "go.mod"}, packed{name: "sub/b.go"}), []brief{{name: "ada", files: one, notes: 1}}},
		{"the repository that students have", "its folder student", "ada.tgz", gzipOf(t, tarOf(t, tar.Header{Name: "hw/go.mod"}, tar.Header{Name: "hw/student/a.go"}, tar.Header{Name: "hw/grader/a.go"})),
			[]brief{{name: "ada", files: one}}},
		{"a hostile student", "the others are graded", "c.zip", zipOf(t, ada, packed{name: "bela/../../a.go"}), []brief{{name: "ada", files: one}, {name: "bela", refused: true}}},
		{"files beside an archive", "the files count", "c.zip", zipOf(t, ada, packed{name: "ada/old.zip"}, bela), []brief{{name: "ada", files: one, notes: 1}, {name: "bela", files: one}}},
		{"two of one name", "nobody is lost", "c.zip", zipOf(t, ada, inner("ada.zip")), []brief{{name: "ada", files: one}, {name: "ada (2)", files: one}}},
		{"names of an old zip", "it has no UTF-8", "c.zip", zipOf(t, packed{name: "M\x81ller/a.go"}, bela), []brief{{name: "Müller", files: one}, {name: "bela", files: one}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			class, err := intake.Reader{}.Read(saved(t, tt.file, tt.archive))
			require.NoError(t, err)
			assert.Equal(t, tt.want, briefs(class), tt.why)
		})
	}
}

func TestBrokenClassArchives(t *testing.T) {
	for _, tt := range []struct {
		name, why string
		archive   []byte
		want      string
	}{
		{"truncated", "a download that broke off", zipOf(t, packed{name: "ada/a.go"})[:40], `the archive "c.zip" is truncated or damaged`},
		{"no archive", "a page that says why there is none", []byte("<html>"), `the archive "c.zip" is no zip, tar or tar.gz`},
		{"empty", "the disk was full", nil, `the archive "c.zip" is empty`},
		{"slip that is nobody's", "nobody can be refused for it", zipOf(t, packed{name: "ada/a.go"}, packed{name: "bela/a.go"}, packed{name: "../x.go"}),
			`the archive "c.zip" holds the entry "../x.go", which leads out of its folder`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := intake.Reader{}.Read(saved(t, "c.zip", tt.archive))
			var broken *intake.ArchiveError
			require.ErrorAs(t, err, &broken, tt.why)
			assert.EqualError(t, err, "read submissions: "+tt.want+"; download it again, or unpack it and name the folder")
		})
	}
	t.Run("nothing in it", func(t *testing.T) {
		_, err := intake.Reader{}.Read(saved(t, "c.zip", zipOf(t, packed{name: "README.md"})))
		assert.ErrorIs(t, err, intake.ErrNothing)
	})
	t.Run("too much in it", func(t *testing.T) {
		path := saved(t, "c.zip", zipOf(t, packed{name: "ada/a.go", content: text}, packed{name: "bela/a.go", content: text}))
		_, err := intake.Reader{Limits: intake.Limits{ClassUnpack: 10}}.Read(path)
		assert.ErrorContains(t, err, `the archive "c.zip" unpacks to more than 10 bytes`)
		_, err = intake.Reader{Limits: intake.Limits{ClassEntries: 1}}.Read(path)
		assert.ErrorContains(t, err, `the archive "c.zip" holds more than 1 entries`)
		_, err = intake.Reader{Limits: intake.Limits{Files: -1}}.Read(path)
		assert.ErrorContains(t, err, "negative limit", "a slip is no order to read without limit")
	})
}

// TestOneStudentInAClass has nobody beside the student, so that nobody has handed
// in a file.
func TestOneStudentInAClass(t *testing.T) {
	for _, tt := range []struct{ name, why, entry string }{
		{"folder named as a file", "it is no class that the operator named too high", "a.go/b.go/"},
		{"many folders", "the search ends before the file is found", strings.Repeat("d/", 31) + "a.go"},
		{"nothing", "a student's mistake is no error", "README.md"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			archive := zipOf(t, append(manyEntries(3), packed{name: tt.entry})...)
			class, err := intake.Reader{Limits: small()}.Read(tree(t, map[string]string{"x.zip": string(archive)}))
			require.NoError(t, err, tt.why)
			require.Len(t, class, 1)
		})
	}
}
