package governance

import (
	"bytes"
	"encoding/csv"
	"strings"
)

// A Listing is an answer in rows and columns (表): as JSON, and as CSV for those
// who go on in a spreadsheet.
type Listing struct {
	Columns []ListingColumn
	Rows    [][]string // as many cells as columns; "" where there is no value
}

// A ListingColumn names a column.
type ListingColumn struct {
	Name  string `json:"name"` // stable
	Label Text   `json:"label"`
}

// ColumnOf is a column with its label.
func ColumnOf(name, zh, en string) ListingColumn { return ListingColumn{name, Text{zh, en}} }

// JSON writes the listing in a language: its columns, then its rows as lists of
// texts.
func (l *Listing) JSON(lang string) ([]byte, error) {
	type column struct {
		Name  string `json:"name"`
		Label string `json:"label"`
	}
	out := struct {
		Columns []column   `json:"columns"`
		Rows    [][]string `json:"rows"`
	}{make([]column, 0, len(l.Columns)), l.Rows}
	for _, c := range l.Columns {
		out.Columns = append(out.Columns, column{c.Name, c.Label.In(lang)})
	}
	if out.Rows == nil {
		out.Rows = [][]string{}
	}
	return StdCodec{}.Marshal(out)
}

// CSV writes the listing as RFC 4180 has it, in UTF-8 with the mark by which
// spreadsheets know it, the labels first. A text that a spreadsheet would take
// for a formula is led in with an apostrophe; a number is not.
func (l *Listing) CSV(lang string) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	line := make([]string, len(l.Columns))
	for i, c := range l.Columns {
		line[i] = inert(c.Label.In(lang))
	}
	err := w.Write(line)
	for _, row := range l.Rows {
		for i := range row {
			line[i] = inert(row[i])
		}
		if err == nil {
			err = w.Write(line[:len(row)])
		}
	}
	w.Flush()
	if err == nil {
		err = w.Error()
	}
	return b.Bytes(), err
}

// inert is a cell that no spreadsheet takes for a formula.
func inert(cell string) string {
	if cell == "" || !strings.ContainsRune("=+-@\t\r", rune(cell[0])) || cell[0] == '-' && numeric(cell[1:]) {
		return cell
	}
	return "'" + cell
}

// numeric reports whether a text is digits with at most one point.
func numeric(s string) bool {
	whole, fraction, _ := strings.Cut(s, ".")
	return s != "" && strings.Trim(whole+fraction, "0123456789") == ""
}
