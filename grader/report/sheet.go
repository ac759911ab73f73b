package report

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// sheet is a table that was downloaded from a learning platform, to be given back
// with some of its cells filled in and the others as they were.
type sheet struct {
	mark  []byte // of the byte order, if there is one
	comma rune
	crlf  bool
	rows  [][]string // the first is the header
}

// byteOrderMark is what spreadsheets put before UTF-8.
const byteOrderMark = "\uFEFF"

// readSheet reads a table whose columns are separated by commas or semicolons,
// whichever its header has more of.
func readSheet(file []byte) (*sheet, error) {
	s := &sheet{comma: ',', crlf: bytes.Contains(file, []byte("\r\n"))}
	if rest, marked := bytes.CutPrefix(file, []byte(byteOrderMark)); marked {
		s.mark, file = []byte(byteOrderMark), rest
	}
	header, _, _ := bytes.Cut(file, []byte("\n"))
	if bytes.Count(header, []byte(";")) > bytes.Count(header, []byte(",")) {
		s.comma = ';'
	}
	r := csv.NewReader(bytes.NewReader(file))
	r.Comma, r.FieldsPerRecord = s.comma, -1
	var err error
	if s.rows, err = r.ReadAll(); err != nil {
		return nil, fmt.Errorf("it is no CSV: %w", err)
	}
	if len(s.rows) == 0 {
		return nil, fmt.Errorf("it is empty")
	}
	return s, nil
}

// write writes it with the separators that it had.
func (s *sheet) write(w io.Writer) error {
	if _, err := w.Write(s.mark); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = s.comma, s.crlf
	return out.WriteAll(s.rows)
}

// at returns a cell; nothing, if a row is too short to have it.
func (s *sheet) at(row, column int) string {
	if row < 0 || column < 0 || column >= len(s.rows[row]) {
		return ""
	}
	return s.rows[row][column]
}

// set fills in a cell.
func (s *sheet) set(row, column int, text string) {
	for len(s.rows[row]) <= column {
		s.rows[row] = append(s.rows[row], "")
	}
	s.rows[row][column] = text
}

// column finds the column with a header; -1 if there is none.
func (s *sheet) column(header string) int {
	for i, cell := range s.rows[0] {
		if strings.EqualFold(strings.TrimSpace(cell), header) {
			return i
		}
	}
	return -1
}

// number reads points that are written with either decimal separator.
func (s *sheet) number(row, column int) (thousandths int, ok bool) {
	text := strings.Replace(strings.TrimSpace(s.at(row, column)), ",", ".", 1)
	value, err := strconv.ParseFloat(text, 64)
	if err != nil || !(value >= 0 && value <= maxPoints/1000) {
		return 0, false
	}
	return int(math.Round(value * 1000)), true
}

var decimalComma = regexp.MustCompile(`^[0-9]+,[0-9]+$`)

// decimal prints points with the decimal separator that a column of the sheet
// has.
func (s *sheet) decimal(column, thousandths int) string {
	for i := range s.rows {
		if decimalComma.MatchString(strings.TrimSpace(s.at(i, column))) {
			return strings.Replace(Points(thousandths), ".", ",", 1)
		}
	}
	return Points(thousandths)
}
