// Package markdown writes the tables of pages, so that what rules and names from
// outside say stays inside its cell.
package markdown

import (
	"fmt"
	"regexp"
	"strings"
)

// active are the characters that Markdown, and what GitHub adds to it, takes for
// layout within a line: code, emphasis, links, tags, entities, columns; also the
// beginnings of addresses, which some make links of.
var active = strings.NewReplacer(
	"\\", "\\\\", "`", "\\`", "*", "\\*", "_", "\\_", "~", "\\~", "[", "\\[", "]", "\\]", "#", "\\#", "|", "\\|",
	"<", "&lt;", ">", "&gt;", "&", "&amp;", "://", ":\\//", "www.", "www\\.", "@", "\\@", "\n", " ", "\r", " ", "\t", " ",
)

// opening is what makes a list, a heading or code of a text that begins a line.
var opening = regexp.MustCompile(`^(?:([-+=])|(\d{1,9})([.)](?: |$)))`)

// Cell is a text as it may stand anywhere in a page, also where a line begins.
func Cell(text string) string {
	text = strings.TrimLeft(active.Replace(text), " ")
	return opening.ReplaceAllString(text, `$2\$1$3`)
}

// idForm is what an id may be made of.
const idForm = `0-9A-Za-z_.:/-`

var (
	notID = regexp.MustCompile(`[^` + idForm + `]`)
	coded = regexp.MustCompile("^`[?" + idForm + "]+`$")
)

// Code writes an id, or a dash. What no id is made of is not repeated.
func Code(id string) string {
	if id == "" {
		return "–"
	}
	return "`" + notID.ReplaceAllString(id, "?") + "`"
}

// Dash writes a text, or a dash.
func Dash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

// inCell is a text as it stands in a cell, where no line begins. A cell that is
// one id, as [Code] writes it, stays as it is: there is nothing in it to escape.
func inCell(text string) string {
	if coded.MatchString(text) {
		return text
	}
	return active.Replace(text)
}

// Table writes a table of texts, which it escapes.
func Table(b *strings.Builder, columns []string, rows int, row func(int) []string) {
	line := func(cells []string) {
		for _, c := range cells {
			b.WriteString("| " + inCell(c) + " ")
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
