package replay

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/jinlin-project/jinlin/governance"
)

// field is one thing that a mapping may say the column of.
type field int

const (
	fieldID field = iota
	fieldOpened
	fieldTaken
	fieldClosed
	fieldRated
	fieldCategory
	fieldPlace
	fieldResponsible
	fieldList
	fieldOutcome
	fieldSatisfaction
	fieldSolved
	fieldAnonymous
	fields
)

// columns are where the fields of a file stand; -1 for one that it does not have.
// Nothing else of it is looked at.
type columns struct {
	at    [fields]int
	names [fields]string
	count int
}

// fieldPaths are where in a mapping the columns of fields are named.
var fieldPaths = [fields]string{
	"id", "opened", "taken", "closed", "rated", "category.column", "place.column", "responsible.column", "list.column", "outcome.column",
	"satisfaction.column", "solved.column", "anonymous.column",
}

// find finds the columns in the first record of a file.
func (m *Mapping) find(r *records) (*columns, error) {
	bad, err := r.next()
	switch {
	case err != nil:
		return nil, fmt.Errorf("the line of column names: %w", err)
	case bad != nil:
		return nil, fmt.Errorf("the line of column names: %s", bad.detail.En)
	case !utf8.Valid(r.whole):
		return nil, fmt.Errorf("the line of column names is not UTF-8: convert the file first")
	}
	c := &columns{count: r.len(), names: [fields]string{
		m.ID, m.Opened, m.Taken, m.Closed, m.Rated, m.Category.Column, m.Place.Column, m.Responsible.Column, m.List.Column, m.Outcome.Column,
		m.Satisfaction.Column, m.Solved.Column, m.Anonymous.Column,
	}}
	var f governance.Faults
	for i, name := range c.names {
		if c.at[i] = -1; name == "" {
			continue
		}
		for n := range r.len() {
			if string(bytes.TrimSpace(r.cell(n))) != name {
				continue
			}
			if c.at[i] >= 0 {
				f.Add(fieldPaths[i], "repeated", "文件中列名重复", "stands more than once in the file")
			}
			c.at[i] = n
		}
		if c.at[i] < 0 {
			f.Add(fieldPaths[i], "unknown-column", "文件中没有这一列", "is not a column of the file")
		}
	}
	return c, f.Err()
}

// fault is what is wrong with a field of the record that begins at a line.
func (c *columns) fault(line int, f field, w *flaw) Fault {
	return Fault{Line: line, Column: c.at[f] + 1, Name: c.names[f], Code: w.code, Detail: w.detail}
}
