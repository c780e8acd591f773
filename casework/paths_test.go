package casework_test

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// clerks are who acts for the units that can be dispatched to.
var clerks = map[orgtree.Code]string{
	housing: "housing", cityMgmt: "citymgmt", water: "water", townHaicang: "town", townXinyang: "town2",
}

// The usual path, a step at a time (HTTP contract, "The usual path"): each returns
// the id of a matter that stands there.

func (w *world) reported() uuid.UUID {
	w.tb.Helper()
	return w.do("resident", uuid.Nil, report()).ID
}

func (w *world) verified() uuid.UUID {
	w.tb.Helper()
	id := w.reported()
	w.do("compound", id, casework.Verify{Category: "A103"})
	return id
}

func (w *world) handling() uuid.UUID {
	w.tb.Helper()
	id := w.verified()
	w.do("community", id, casework.Handle{})
	return id
}

func (w *world) whistled() uuid.UUID {
	w.tb.Helper()
	id := w.verified()
	w.do("compound", id, casework.Whistle{Reason: "超出小区能力"})
	return id
}

func (w *world) atTown() uuid.UUID {
	w.tb.Helper()
	id := w.whistled()
	w.do("town", id, casework.ReportIn{})
	return id
}

func (w *world) escalated() uuid.UUID {
	w.tb.Helper()
	id := w.atTown()
	w.do("town", id, casework.Escalate{Reason: "超出镇街能力"})
	return id
}

// dispatched is on a list, with the first unit as lead. The understanding list
// goes straight to explaining.
func (w *world) dispatched(list casework.List, units ...orgtree.Code) uuid.UUID {
	w.tb.Helper()
	id := w.escalated()
	t := casework.Triage{List: list, Units: assign(units...)}
	if list == casework.Phased {
		t.Stages = []casework.Stage{{Name: "勘察", Days: 3}, {Name: "施工", Days: 10}}
	}
	if list == casework.Understanding {
		t.ReviewOn = w.later()
	}
	w.do("centre", id, t)
	return id
}

// later is a day to look again, three months from now.
func (w *world) later() *civil.Date { return new(civil.DateOf(w.now).AddDays(90)) }

func (w *world) inProgress(list casework.List, units ...orgtree.Code) uuid.UUID {
	w.tb.Helper()
	id := w.dispatched(list, units...)
	for _, u := range units {
		w.do(clerks[u], id, casework.Take{})
	}
	return id
}

// explained is on the understanding list, explained and understood.
func (w *world) explained(reviewOn string) uuid.UUID {
	w.tb.Helper()
	id := w.escalated()
	t := casework.Triage{List: casework.Understanding, Units: assign(housing), ReviewOn: w.later()}
	if reviewOn != "" {
		day := civil.MustParse(reviewOn)
		t.ReviewOn = &day
	}
	w.do("centre", id, t)
	w.do("housing", id, casework.Explain{Text: "现行政策不允许"})
	w.do("resident", id, casework.Acknowledge{Understood: new(true)})
	return id
}

func (w *world) checking(units ...orgtree.Code) uuid.UUID {
	w.tb.Helper()
	id := w.inProgress(casework.Immediate, units...)
	for i := len(units) - 1; i >= 0; i-- { // the lead last
		w.do(clerks[units[i]], id, completed())
	}
	return id
}

func (w *world) passed(units ...orgtree.Code) uuid.UUID {
	w.tb.Helper()
	id := w.checking(units...)
	w.do("centre", id, casework.Pass{})
	return id
}

func (w *world) rating(units ...orgtree.Code) uuid.UUID {
	w.tb.Helper()
	id := w.passed(units...)
	w.answer(id)
	return id
}

// answer feeds back and publishes.
func (w *world) answer(id uuid.UUID) {
	w.tb.Helper()
	w.do("community", id, casework.Feedback{Text: "已修好"})
	w.do("community", id, casework.Publish{Summary: "路灯已修复"})
}

func (w *world) closed(units ...orgtree.Code) uuid.UUID {
	w.tb.Helper()
	id := w.rating(units...)
	w.rateAll(id, 5)
	return id
}

// disputed is a closed matter that satisfied nobody.
func (w *world) disputed(units ...orgtree.Code) uuid.UUID {
	w.tb.Helper()
	id := w.rating(units...)
	w.rateAll(id, 2)
	return id
}

// rateAll has both raters rate every unit.
func (w *world) rateAll(id uuid.UUID, satisfaction int) {
	w.tb.Helper()
	for _, who := range []string{"compound", "resident"} {
		w.do(who, id, casework.Rate{Scores: scores(w.get(id), satisfaction)})
	}
}

// scores gives every unit of a matter the same satisfaction.
func scores(c *casework.Case, satisfaction int) []casework.Score {
	out := make([]casework.Score, len(c.Units))
	for i, u := range c.Units {
		out[i] = casework.Score{Unit: u.Unit, Satisfaction: satisfaction, Solved: casework.Solved}
	}
	return out
}

// atTownDone is what the town completed itself, waiting for the whistler.
func (w *world) atTownDone() uuid.UUID {
	w.tb.Helper()
	id := w.atTown()
	w.do("town", id, completed())
	return id
}

func completed() casework.Complete {
	return casework.Complete{Outcome: casework.Outcome(casework.Solved), Result: "已更换灯泡"}
}

// involved returns the part of a unit.
func involved(c *casework.Case, code orgtree.Code) *casework.Involved {
	for i := range c.Units {
		if c.Units[i].Unit == code {
			return &c.Units[i]
		}
	}
	return nil
}

// running returns the deadline of a name and unit that has not ended, or nil.
func running(c *casework.Case, name string, unit orgtree.Code) *governance.Deadline {
	return c.Deadline(name, unit)
}

// reorganise gives a command about the organisation, as the centre does.
func (w *world) reorganise(cmd governance.Command) {
	w.tb.Helper()
	w.now = w.now.Add(1)
	_, err := w.orgs.Do(w.tb.Context(), governance.Request{Actor: w.actor("centre"), ID: organisationID, Command: cmd})
	if err == nil {
		err = w.directory.Refresh(w.tb.Context())
	}
	if err != nil {
		w.tb.Fatal(err)
	}
}

// sample reads a sample as the ledger has it, whoever may see it.
func (w *world) sample(id uuid.UUID) *casework.Sample {
	w.tb.Helper()
	s, err := w.samples.Get(w.tb.Context(), governance.Actor{System: true}, id)
	if err != nil {
		w.tb.Fatal(err)
	}
	return s
}
