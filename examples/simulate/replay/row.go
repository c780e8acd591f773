package replay

import (
	"bytes"
	"cmp"
	"time"
	"unicode/utf8"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/governance"
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
	seen        map[uint64]struct{} // hashes of ids
	row         row
	faults      []Fault // of the row
}

var (
	missing    = flaw{"required", governance.Text{Zh: "不得为空", En: "is empty"}}
	unlisted   = flaw{"unknown-value", governance.Text{Zh: "对应表中没有这个值", En: "is not among the values of the mapping"}}
	notUTF8    = flaw{"not-utf8", governance.Text{Zh: "不是 UTF-8", En: "is not UTF-8"}}
	idTooLong  = flaw{"too-long", governance.Text{Zh: "编号过长", En: "is longer than an id"}}
	outside    = flaw{"outside-period", governance.Text{Zh: "不在数据的起止日之间", En: "does not lie between the first day of the data and its end"}}
	early      = flaw{"before-opened", governance.Text{Zh: "早于受理时间", En: "is before it came in"}}
	undated    = flaw{"undated", governance.Text{Zh: "有办理结果而没有办结时间", En: "is missing, though the outcome says that it ended"}}
	unended    = flaw{"still-open", governance.Text{Zh: "尚在办理，不应有办结时间或评价", En: "is there, though it is still open"}}
	wrongCount = flaw{"wrong-length", governance.Text{Zh: "列数与列名不符", En: "has not as many columns as there are names"}}
	twice      = flaw{"repeated", governance.Text{Zh: "编号重复", En: "stands for a second time"}}
)

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
	key := uint64(chance.TopicOf(r.row.id))
	if _, again := r.seen[key]; again {
		r.wrong(fieldID, &twice)
		return false
	}
	r.seen[key] = struct{}{}
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

// word looks up a field's value; ok is false where there is none, or it is not listed.
func (r *reading) word(f field, t *Table) (code string, ok bool) {
	if t.Column == "" {
		return t.Default, t.Default != ""
	}
	if code, ok = t.Values[string(r.text(f))]; ok {
		return code, true
	}
	if t.Default == "" {
		r.wrong(f, &unlisted)
	}
	return t.Default, t.Default != ""
}

// when reads the instants.
func (r *reading) when() {
	r.row.opened = r.instant(fieldOpened)
	switch {
	case len(r.text(fieldOpened)) == 0:
		r.wrong(fieldOpened, &missing)
	case r.row.opened.IsZero(): // what is written there is no time
	case r.row.opened.Before(r.from) || !r.row.opened.Before(r.until):
		r.wrong(fieldOpened, &outside)
	}
	r.row.taken, r.row.closed, r.row.rated = r.after(fieldTaken), r.after(fieldClosed), r.after(fieldRated)
	r.row.waits = r.at[fieldTaken] >= 0 && r.row.taken.IsZero() && r.row.closed.IsZero()
}

// after reads an instant that is not before the row was opened.
func (r *reading) after(f field) time.Time {
	at := r.instant(f)
	switch {
	case at.IsZero():
	case at.Before(r.row.opened):
		r.wrong(f, &early)
	case at.After(r.until):
		r.wrong(f, &outside)
	}
	return at
}

func (r *reading) instant(f field) time.Time {
	text := r.text(f)
	if len(text) == 0 {
		return time.Time{}
	}
	m, bad := r.times.read(string(text), f != fieldOpened)
	if bad != nil {
		r.wrong(f, bad)
		return time.Time{}
	}
	if m.day {
		r.row.assumed.set(wholeDay)
	}
	if m.twice {
		r.row.assumed.set(firstOfTwo)
	}
	return m.at
}

// where finds the place: by the mapping, by name, or by hash.
func (r *reading) where() {
	theirs := string(r.text(fieldPlace))
	code, known := r.Place.Values[theirs]
	unit := orgtree.Code(code)
	if !known && r.Place.Names {
		unit, known = r.named[theirs]
	}
	if known {
		r.row.site = r.within(unit, r.row.id)
		return
	}
	r.row.assumed.set(placeSpread)
	if theirs == "" {
		theirs = "row " + r.row.id
	}
	r.row.site = spread("place", theirs, r.communities)
}

// who finds who is responsible: by the mapping, or by hash.
func (r *reading) who() {
	theirs := string(r.text(fieldResponsible))
	code, known := r.Responsible.Values[theirs]
	if !known {
		code, known = r.Responsible.Default, r.Responsible.Default != ""
	}
	switch {
	case code == byCommunity:
		r.row.way = wayCommunity
	case code == byTown:
		r.row.way = wayTown
	case known:
		r.row.handler = r.department(code)
	default:
		r.row.assumed.set(unitSpread)
		if theirs == "" {
			theirs = "row " + r.row.id
		}
		r.row.handler = spread("department", theirs, r.departments)
	}
}

// cameOf finds what came of it, and by which list a department handles it.
func (r *reading) cameOf() {
	code, known := r.word(fieldOutcome, &r.Outcome)
	closed := !r.row.closed.IsZero()
	switch {
	case known && code != stillOpen && !closed:
		r.wrong(fieldClosed, &undated)
	case known && code == stillOpen && closed:
		r.wrong(fieldClosed, &unended)
	case !known && closed:
		code = string(casework.Solved)
		r.row.assumed.set(namedSolved)
	case code == stillOpen:
		code = ""
	}
	r.row.outcome = casework.Outcome(code)
	list, known := r.word(fieldList, &r.List)
	switch {
	case known:
		r.row.list = casework.List(list)
	case r.row.outcome == casework.Understood:
		r.row.list = casework.Understanding
	default:
		r.row.list = casework.Immediate
	}
	switch out := waysOut[code]; {
	case out > wayHandled:
		r.row.way = out
	case r.row.way == 0:
		r.row.way = waysOfLists[r.row.list]
	}
}

// ratings finds what the sender said of it.
func (r *reading) ratings() {
	step := r.rating(fieldSatisfaction, &r.Satisfaction)
	solved := r.rating(fieldSolved, &r.Solved)
	if step == "" {
		return
	}
	if r.row.closed.IsZero() {
		r.wrong(fieldSatisfaction, &unended)
	}
	r.row.satisfaction = int(step[0] - '0')
	r.row.solved = casework.Solution(solved)
}

// rating looks up an answer that may be missing.
func (r *reading) rating(f field, t *Table) string {
	if t.Column != "" && len(r.text(f)) == 0 {
		if code := t.Values[""]; code != noAnswer {
			return code
		}
		return ""
	}
	code, _ := r.word(f, t)
	if code == noAnswer {
		return ""
	}
	return code
}

// spread picks one of several by the hash of a key.
func spread(topic, key string, among []orgtree.Code) orgtree.Code {
	s := chance.Seed(0).On(chance.TopicOf(topic), uint64(chance.TopicOf(key)))
	return among[s.Below(len(among))]
}
