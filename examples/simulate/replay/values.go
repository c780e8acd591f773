package replay

import (
	"time"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/orgtree"
)

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
		if solved != "" {
			r.row.assumed.set(ratedHalf)
		}
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
