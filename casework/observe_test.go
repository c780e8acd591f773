package casework_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
)

// observe prints what scoring is told of a matter, a line for each part.
func (p *play) observe(name string) {
	for _, o := range p.get(p.refs[name].ID).Observations(p.tree()) {
		require.NoError(p.t, o.Validate())
		label := func(choices []governance.Choice, code string) string { return governance.Label(choices, code).Zh }
		line := []string{p.tree().Name(o.Unit), label(o.Side.Choices(), string(o.Side)), label(o.Group.Choices(), string(o.Group)), label(o.List.Choices(), string(o.List))}
		if o.Role != "" {
			line = append(line, label(o.Role.Choices(), string(o.Role)))
		}
		line = append(line, "响应"+duty(o.Respond), "办结"+duty(o.Complete))
		if o.Outcome != "" {
			line = append(line, label(o.Outcome.Choices(), string(o.Outcome)))
		}
		line = append(line, ratingOf("吹哨方", o.Whistler)...)
		line = append(line, ratingOf("反映人", o.Sender)...)
		for what, n := range map[string]int{"退单": o.Refused} {
			if n > 0 {
				line = append(line, fmt.Sprintf("%s%d（不当%d）", what, n, o.RefusedUnreasonably))
			}
		}
		if o.SentBack+o.Reopened > 0 {
			line = append(line, fmt.Sprintf("退回%d、重办%d", o.SentBack, o.Reopened))
		}
		if o.Overruled {
			line = append(line, "吹哨不当")
		}
		if o.Excluded != "" {
			line = append(line, "不计入："+label(o.Excluded.Choices(), string(o.Excluded)))
		}
		p.print("%s；计入%s", strings.Join(line, " "), short(o.At()))
	}
}

// duty writes when something was due and done, and nothing where nothing was.
func duty(d scoring.Duty) string {
	switch {
	case d.Due.IsZero():
		return "无"
	case d.Done.IsZero():
		return fmt.Sprintf("应%s未", short(d.Due))
	case d.Late || d.Done.Unix() > d.Due.Unix():
		return fmt.Sprintf("应%s迟", short(d.Due))
	}
	return fmt.Sprintf("应%s成", short(d.Due))
}

func ratingOf(by string, r scoring.Rating) []string {
	switch r.Answer {
	case "":
		return nil
	case scoring.Given:
		return []string{fmt.Sprintf("%s%d分%s", by, r.Step, governance.Label(r.Solved.Choices(), string(r.Solved)).Zh)}
	}
	return []string{by + governance.Label(r.Answer.Choices(), string(r.Answer)).Zh}
}

// observed are the parts of a matter by unit and side.
func (w *world) observed(id uuid.UUID) map[string]scoring.Observation {
	out := map[string]scoring.Observation{}
	for _, o := range w.get(id).Observations(w.tree()) {
		require.NoError(w.tb, o.Validate())
		key := string(o.Unit) + " " + string(o.Side)
		require.NotContains(w.tb, out, key, "a unit has one part on a side")
		out[key] = o
	}
	return out
}

// 3: "an unrated matter … is shown beside": silence is silence, and what is still
// open is pending.
func TestObservedRatings(t *testing.T) {
	w := newWorld(t, nil)
	id := w.rating(housing)
	require.Equal(t, scoring.Pending, w.observed(id)["350205D01 responder"].Whistler.Answer)
	w.do("compound", id, casework.Rate{Scores: []casework.Score{{Unit: townHaicang, Satisfaction: 2, Solved: casework.Unsolved}}})
	parts := w.observed(id)
	require.Equal(t, scoring.Silent, parts["350205D01 responder"].Whistler.Answer, "not named is not given")
	require.Equal(t, scoring.Rating{Answer: scoring.Given, Step: 2, Solved: scoring.Unsolved}, parts["350205001 responder"].Whistler)
	require.Equal(t, scoring.Pending, parts["350205D01 responder"].Sender.Answer)
	w.to(w.now.AddDate(0, 1, 0))
	require.Equal(t, scoring.Silent, w.observed(id)["350205D01 responder"].Sender.Answer)
}

// 2.2: merged matters are counted once, children and parents never twice.
func TestObservedOnce(t *testing.T) {
	w := newWorld(t, nil)
	a, b := w.atTown(), w.atTown()
	w.do("town", a, casework.Merge{Into: b})
	for key, o := range w.observed(a) {
		require.Equal(t, scoring.Merged, o.Excluded, key)
	}
	require.Empty(t, w.observed(b)["350205001 responder"].Excluded)
	w.do("town", b, casework.Split{Parts: []casework.Part{{Title: "一", Text: "一"}, {Title: "二", Text: "二"}}})
	require.Empty(t, w.observed(b), "counted by its children")
	for _, child := range w.children(b) {
		require.Contains(t, w.observed(child), "350205001 responder")
	}
}

// 3: what the centre finds to lie outside the scope does not count for the town,
// and counts against the whistle.
func TestObservedWhistles(t *testing.T) {
	w := newWorld(t, nil)
	id := w.escalated()
	w.do("centre", id, casework.Decline{Reason: "属诉讼事项", Instead: "人民法院"})
	parts := w.observed(id)
	require.Equal(t, scoring.Declined, parts["350205001 responder"].Excluded)
	whistle := parts[string(sunshine)+" whistler"]
	require.True(t, whistle.Overruled)
	require.Empty(t, whistle.Excluded)
	require.Equal(t, scoring.Compounds, whistle.Group)
	require.Equal(t, w.get(id).Closed, whistle.At())
}

// 2.4: deadlines are kept to the second; what is done within the due second is
// done in time, to the clock and to scoring.
func TestObservedInTheLastSecond(t *testing.T) {
	w := newWorld(t, nil)
	id := w.inProgress(casework.Immediate, housing)
	due := running(w.get(id), casework.LimitImmediate, housing).Due
	w.now = due.Add(1700*time.Microsecond - time.Minute) // do takes a minute
	w.do("housing", id, completed())
	require.Equal(t, map[string]int{"completed.in-time": 1}, w.classes(id, housing, "completed."))
}

// classes counts the classes of a kind that a unit's part in a matter is in.
func (w *world) classes(id uuid.UUID, unit orgtree.Code, kind string) map[string]int {
	w.tb.Helper()
	always, err := scoring.Between(start.AddDate(-1, 0, 0), start.AddDate(10, 0, 0))
	require.NoError(w.tb, err)
	tally, out := scoring.NewTally(always), map[string]int{}
	for _, o := range w.get(id).Observations(w.tree()) {
		if o.Unit == unit {
			require.NoError(w.tb, tally.Add(&o))
		}
	}
	for _, peer := range tally.Peers() {
		counts := tally.Counts(peer, always)
		for c := scoring.Class(0); c.String() != ""; c++ {
			if n := counts.Of(c); n > 0 && strings.HasPrefix(c.String(), kind) {
				out[c.String()] = int(n)
			}
		}
	}
	return out
}

// 3: a community that whistles for its compound is not charged with the compound's
// late check; the compound that checked and whistled is.
func TestObservedCheckIsTheCheckers(t *testing.T) {
	for who, want := range map[string]map[string]int{"community": {}, "compound": {"responded.late": 1}} {
		w := newWorld(t, nil)
		id := w.reported()
		w.to(w.now.AddDate(0, 0, 4))
		w.do("compound", id, casework.Verify{Category: "A103"})
		w.do(who, id, casework.Whistle{Reason: "超出小区能力"})
		w.do("town", id, casework.ReportIn{})
		w.do("town", id, casework.Escalate{Reason: "超出镇街能力"})
		w.do("centre", id, casework.Decline{Reason: "属诉讼事项", Instead: "人民法院"})
		require.Equal(t, want, w.classes(id, w.get(id).Whistler, "responded."), who)
	}
}

// 2.1 [D], 3: a refusal that the centre has not ruled on is not counted, and no
// clock of the unit that refused goes on, so that no warning is given against it.
func TestObservedRefusalAwaitsTheRuling(t *testing.T) {
	for _, list := range []casework.List{casework.Immediate, casework.Phased} {
		w := newWorld(t, nil)
		id := w.dispatched(list, housing, water)
		require.Contains(t, w.observed(id), "350205D03 responder")
		w.do("water", id, casework.Refuse{Reason: "不属职能"})
		w.to(w.now.AddDate(0, 2, 0))
		require.NotContains(t, w.observed(id), "350205D03 responder", list)
		for _, d := range w.get(id).Deadlines {
			require.False(t, d.Unit == water && d.Warned != "", "%s: %s was warned of", list, d.Name)
		}
		w.do("centre", id, casework.Rule{Units: assign(housing, water)})
		o := w.observed(id)["350205D03 responder"]
		require.Equal(t, 1, o.RefusedUnreasonably)
		require.True(t, o.Complete.Due.After(w.now), "the ruling gives it its time anew")
	}
}

// 2.1 [D], 3: on the understanding list the unit's clock ends with the explanation.
// Until the resident answers it is on time, and neither its outcome nor its ratings
// are held against it; once answered, it is for the unit to conclude.
func TestObservedExplanation(t *testing.T) {
	w := newWorld(t, nil)
	id := w.dispatched(casework.Understanding, housing)
	w.do("housing", id, casework.Explain{Text: "现行政策不允许"})
	w.to(w.now.AddDate(0, 2, 0))
	unanswered := map[string]int{"completed.in-time": 1, "counted": 1, "whistler.unrated": 1, "sender.unrated": 1}
	require.Equal(t, unanswered, w.classes(id, housing, ""))
	w.do("resident", id, casework.Acknowledge{Understood: new(true)})
	answered := map[string]int{"completed.in-time": 1, "counted": 1, "outcome.unsolved": 1, "whistler.withheld": 1, "sender.withheld": 1}
	require.Equal(t, answered, w.classes(id, housing, ""))
	w.do("housing", id, casework.Complete{Outcome: casework.Understood, Result: "已说明"})
	concluded := map[string]int{"completed.in-time": 1, "counted": 1, "outcome.understood": 1, "whistler.unrated": 1, "sender.unrated": 1}
	require.Equal(t, concluded, w.classes(id, housing, ""))
}

// 3: a town that escalated in time is not charged while departments work within
// their limits; what they conclude is its outcome too.
func TestObservedEscalationIsPending(t *testing.T) {
	w := newWorld(t, nil)
	id := w.inProgress(casework.Phased, housing)
	require.Empty(t, w.classes(id, townHaicang, "outcome."))
	require.Equal(t, map[string]int{"completed.in-time": 1}, w.classes(id, townHaicang, "completed."))
	for stage := range 2 {
		w.do("housing", id, casework.FinishStage{Stage: stage + 1})
	}
	w.do("housing", id, completed())
	require.Equal(t, map[string]int{"outcome.solved": 1}, w.classes(id, townHaicang, "outcome."))
	w.do("centre", id, casework.SendBack{Reason: "未见效果"})
	require.Empty(t, w.classes(id, townHaicang, "outcome."), "open again")
}

// 3, docs/scoring.md rule 1: what is sent back or reopened stays in the period in
// which it was first due; rework only makes it late when it is.
func TestObservedReworkStaysInItsPeriod(t *testing.T) {
	for late, want := range map[bool]string{false: "completed.in-time", true: "completed.late"} {
		w := newWorld(t, nil)
		id := w.disputed(housing)
		before := w.observed(id)["350205D01 responder"]
		w.to(w.now.AddDate(0, 0, 12))
		w.do("resident", id, casework.Reopen{Reason: "又坏了"})
		working := w.observed(id)["350205D01 responder"]
		require.Equal(t, before.At(), working.At())
		require.Empty(t, w.classes(id, housing, "outcome."), "while rework runs")
		if late {
			w.to(w.now.AddDate(0, 1, 0))
		}
		w.do("housing", id, casework.Complete{Outcome: casework.Outcome(casework.Partly), Result: "已更换"})
		after := w.observed(id)["350205D01 responder"]
		require.Equal(t, before.At(), after.At())
		require.Equal(t, scoring.Partly, after.Outcome, "the newest")
		require.Equal(t, 1, after.Reopened)
		require.Equal(t, map[string]int{want: 1}, w.classes(id, housing, "completed."))
	}
}

// 2.2 [D], 3: a clock that stands still has not been missed, and when it is due is
// not known; what was missed before is not undone by a pause.
func TestObservedPause(t *testing.T) {
	w := newWorld(t, nil)
	id := w.inProgress(casework.Immediate, housing, water)
	due := running(w.get(id), casework.LimitImmediate, housing).Due
	w.to(due.Add(-time.Hour))
	w.do("housing", id, casework.Pause{Reason: "待补充材料"})
	w.to(due.AddDate(0, 0, 5))
	require.NotContains(t, w.observed(id), "350205D01 responder")
	w.do("housing", id, casework.Resume{})
	require.True(t, w.observed(id)["350205D01 responder"].Complete.Due.After(w.now))

	id = w.inProgress(casework.Phased, housing)
	w.to(running(w.get(id), casework.LimitStage, housing).Due.AddDate(0, 0, 1))
	w.do("housing", id, casework.FinishStage{Stage: 1})
	w.do("housing", id, casework.Pause{Reason: "待补充材料"})
	require.Equal(t, map[string]int{"completed.late": 1}, w.classes(id, housing, "completed."))
}

// 3, scoring/doc.go: "What a unit does itself never takes a part out of the count".
// A town that merges what it was late with stays late, also once the merge is settled.
func TestObservedMergeKeepsWhatWasMissed(t *testing.T) {
	for name, c := range map[string]struct {
		begin func(*world) uuid.UUID
		wait  time.Duration
		want  map[string]int
	}{
		"came, and missed the town's limit": {(*world).atTown, 60 * 24 * time.Hour, map[string]int{"counted": 1, "responded.in-time": 1, "completed.late": 1, "outcome.unsolved": 1}},
		"never came":                        {(*world).whistled, 60 * 24 * time.Hour, map[string]int{"counted": 1, "responded.late": 1, "completed.late": 1, "outcome.unsolved": 1}},
		"never came, its limit still ran":   {(*world).whistled, 24 * time.Hour, map[string]int{"counted": 1, "responded.late": 1}},
		"was in time":                       {(*world).atTown, time.Hour, map[string]int{"excluded.merged": 1}},
	} {
		w := newWorld(t, nil)
		id := c.begin(w)
		w.to(w.now.Add(c.wait))
		w.do("town", id, casework.Merge{Into: w.atTown()})
		require.Equal(t, c.want, w.classes(id, townHaicang, ""), name)
		w.to(w.now.AddDate(0, 1, 0))
		require.Equal(t, c.want, w.classes(id, townHaicang, ""), "%s, settled", name)
	}
}

// Likewise the whistler's late check.
func TestObservedMergeKeepsTheLateCheck(t *testing.T) {
	w := newWorld(t, nil)
	id := w.reported()
	w.to(w.now.AddDate(0, 0, 4))
	w.do("compound", id, casework.Verify{Category: "A103"})
	w.do("compound", id, casework.Whistle{Reason: "超出小区能力"})
	w.do("compound", id, casework.Merge{Into: w.atTown()})
	require.Equal(t, map[string]int{"responded.late": 1}, w.classes(id, sunshine, "responded."))
}

// 3: a report-in counts once, in time or late, whatever the town or the centre
// splits and however long afterwards.
func TestObservedSplitKeepsTheReportIn(t *testing.T) {
	for _, splitter := range []string{"town", "centre"} {
		for late, want := range map[bool]string{false: "responded.in-time", true: "responded.late"} {
			w := newWorld(t, nil)
			id := w.whistled()
			if late {
				w.to(w.now.AddDate(0, 0, 3))
			}
			w.do("town", id, casework.ReportIn{})
			w.to(w.now.AddDate(0, 0, 3))
			if splitter == "centre" {
				w.do("town", id, casework.Escalate{Reason: "超出镇街能力"})
			}
			require.Equal(t, map[string]int{want: 1}, w.responsesOfParts(splitter, id), splitter)
		}
	}
}

// responsesOfParts splits a matter twice and counts the town's responses in all of
// it.
func (w *world) responsesOfParts(splitter string, id uuid.UUID) map[string]int {
	w.tb.Helper()
	for range 2 {
		w.do(splitter, id, casework.Split{Parts: []casework.Part{{Title: "一", Text: "一"}, {Title: "二", Text: "二"}}})
	}
	got := w.classes(id, townHaicang, "responded.")
	for _, child := range w.children(id) {
		for class, n := range w.classes(child, townHaicang, "responded.") {
			got[class] += n
		}
	}
	return got
}

// 3 [D]: a stage that was late is not made up for by the whole that was not.
func TestObservedLateStage(t *testing.T) {
	w := newWorld(t, nil)
	id := w.dispatched(casework.Phased, housing)
	w.do("housing", id, casework.Take{})
	w.to(w.now.AddDate(0, 2, 0))
	for range 2 {
		if c := w.get(id); len(c.Stages) > 0 {
			for i := range c.Stages {
				if c.Stages[i].Finished.IsZero() {
					w.do("housing", id, casework.FinishStage{Stage: i + 1})
					break
				}
			}
		}
	}
	w.do("housing", id, completed())
	o := w.observed(id)["350205D01 responder"]
	require.True(t, o.Complete.Late)
}

// observations: whatever happens to a matter, what scoring is told of it is sound,
// once for each unit and side (3), and nobody who handled it is left out.
func (k *walker) observations(c *casework.Case, say func(string) string) {
	parts := k.observed(c.ID)
	if c.Children > 0 {
		require.Empty(k.tb, parts, say("3: a parent is counted by its children"))
		return
	}
	for _, o := range parts {
		require.NotEmpty(k.tb, o.Group, say("3: units rank among their like"))
		require.False(k.tb, o.Complete.Done.After(k.now.Add(time.Second)), say("3: nothing was done that is yet to come"))
	}
	for i := range c.Units {
		if c.Phase == casework.PhaseClosed {
			require.Contains(k.tb, parts, string(c.Units[i].Unit)+" responder", say("3: whoever handled it is counted, or shown beside"))
		}
	}
}
