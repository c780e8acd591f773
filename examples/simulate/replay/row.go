package replay

import (
	"bytes"
	"cmp"
	"time"
	"unicode/utf8"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// row is one matter as its record says, in our terms.
type row struct {
	line     int
	id       string
	category string
	site     orgtree.Code // where it is: a community or compound
	handler  orgtree.Code // the department, or none where the community or town handles
	way      way
	outcome  casework.Outcome
	list     casework.List

	opened, taken, closed, rated time.Time
	waits                        bool // for somebody to take it, as the file says
	anonymous                    bool
	satisfaction                 int // 0: not given
	solved                       casework.Solution
	stageDays                    int
	rates                        []orgtree.Code // whom the sender rates: all who had a part
	assumed                      marks
}

// reading is what a row is read with.
type reading struct {
	*Mapping
	*columns
	*records
	*district
	times       *times
	from, until time.Time
	seen        hashes // of ids
	row         row
	faults      []Fault // of the row
}

// longestID bounds an id.
const longestID = 100

// text is a field's cell.
func (r *reading) text(f field) []byte {
	if r.at[f] < 0 {
		return nil
	}
	return bytes.TrimSpace(r.cell(r.at[f]))
}

func (r *reading) wrong(f field, w *flaw) {
	r.faults = append(r.faults, r.fault(r.first, f, w))
}

// sound reads the record as a row, and reports whether it is sound.
func (r *reading) sound(bad *broken) bool {
	r.row, r.faults = row{line: r.first, stageDays: cmp.Or(r.StageDays, 10)}, r.faults[:0]
	switch {
	case bad != nil:
		f := Fault{Line: r.first, Column: bad.cell + 1, Code: bad.code, Detail: bad.detail}
		if r.line != r.first {
			f.To = r.line
		}
		r.faults = append(r.faults, f)
		return false
	case r.len() != r.count:
		r.faults = append(r.faults, Fault{Line: r.first, Column: min(r.len(), r.count) + 1, Code: wrongCount.code, Detail: wrongCount.detail})
		return false
	}
	return r.legible() && r.read() && r.fresh()
}

// legible reports whether all that is looked at is UTF-8.
func (r *reading) legible() bool {
	for f, at := range r.at {
		if at >= 0 && !utf8.Valid(r.cell(at)) {
			r.wrong(field(f), &notUTF8)
		}
	}
	return len(r.faults) == 0
}

// fresh reports whether the id stands for the first time.
func (r *reading) fresh() bool {
	if !r.seen.add(uint64(chance.TopicOf(r.row.id))) {
		r.wrong(fieldID, &twice)
		return false
	}
	return true
}

// read reads all fields, and reports whether each is sound.
func (r *reading) read() bool {
	id := r.text(fieldID)
	switch {
	case len(id) == 0:
		r.wrong(fieldID, &missing)
	case len(id) > longestID:
		r.wrong(fieldID, &idTooLong)
	}
	r.row.id = string(id)
	r.when()
	r.row.category, _ = r.word(fieldCategory, &r.Category)
	anonymous, _ := r.word(fieldAnonymous, &r.Anonymous)
	r.row.anonymous = anonymous == yes
	r.where()
	r.who()
	r.cameOf()
	r.ratings()
	return len(r.faults) == 0
}
