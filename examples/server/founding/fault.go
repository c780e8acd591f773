package founding

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A Fault is one thing wrong with a file. It never repeats a value.
type Fault struct {
	Path   string // such as "units[3].parent"; empty: the file as a whole
	Line   int    // where that stands, or what it is missing from
	Code   string // stable
	Detail governance.Text
}

// InvalidError names everything that is wrong with a file, by lines.
type InvalidError struct{ Faults []Fault }

// Error lists the faults in English, one on each line.
func (e *InvalidError) Error() string {
	lines := make([]string, len(e.Faults))
	for i, f := range e.Faults {
		lines[i] = fmt.Sprintf("line %d: %s: %s (%s)", f.Line, cmp.Or(f.Path, "the file"), f.Detail.En, f.Code)
	}
	return strings.Join(lines, "\n")
}

// add notes a fault, unless one is known of the path already: what could not be
// read is not judged besides.
func (r *reader) add(path, code, zh, en string) {
	if !slices.ContainsFunc(r.faults, func(f Fault) bool { return f.Path == path }) {
		r.faults = append(r.faults, Fault{Path: path, Line: r.line(path), Code: code, Detail: saying(zh, en)})
	}
}

// law notes a fault in the words of the organisation.
func (r *reader) law(path string, code orgtree.FaultCode) {
	r.add(path, string(code), code.Text().Zh, code.Text().En)
}

// line is where a path stands, or else what it would stand in.
func (r *reader) line(path string) int {
	for path != "" {
		if line, ok := r.lines[path]; ok {
			return line
		}
		path = path[:max(strings.LastIndexAny(path, ".["), 0)]
	}
	return 1
}

// err returns the faults as an error, or nil where there are none.
func (r *reader) err() error {
	if len(r.faults) == 0 {
		return nil
	}
	slices.SortStableFunc(r.faults, func(a, b Fault) int { return cmp.Compare(a.Line, b.Line) })
	return &InvalidError{r.faults}
}

func saying(zh, en string) governance.Text { return governance.Text{Zh: zh, En: en} }
