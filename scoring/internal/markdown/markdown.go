// Package markdown writes the tables of pages, so that what rules and names from
// outside say stays inside its cell.
package markdown

import (
	"fmt"
	"strings"
)

// plain keeps a text from being taken for a column, a tag or a line of its own.
var plain = strings.NewReplacer("|", "\\|", "<", "&lt;", ">", "&gt;", "\n", " ", "\r", " ")

// Cell is a text as it may stand anywhere in a page.
func Cell(text string) string { return plain.Replace(text) }

// Code writes an id, or a dash.
func Code(id string) string {
	if id == "" {
		return "–"
	}
	return "`" + id + "`"
}

// Dash writes a text, or a dash.
func Dash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

// Table writes a table.
func Table(b *strings.Builder, columns []string, rows int, row func(int) []string) {
	line := func(cells []string) {
		for _, c := range cells {
			b.WriteString("| " + Cell(c) + " ")
		}
		b.WriteString("|\n")
	}
	line(columns)
	b.WriteString(strings.Repeat("| --- ", len(columns)) + "|\n")
	for i := range rows {
		line(row(i))
	}
}

// Section writes a heading and a table, or nothing where there are no rows.
func Section(b *strings.Builder, title string, columns []string, rows int, row func(int) []string) {
	if rows > 0 {
		fmt.Fprintf(b, "\n## %s\n\n", title)
		Table(b, columns, rows, row)
	}
}
