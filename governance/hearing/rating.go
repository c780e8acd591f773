package hearing

import (
	"slices"
	"time"

	"github.com/jinlin-project/jinlin/governance"
)

// Marks count the ratings of one unit by their steps.
type Marks struct {
	VeryGood int `json:"veryGood,omitempty" zh:"非常满意" en:"Very satisfied"`
	Good     int `json:"good,omitempty" zh:"满意" en:"Satisfied"`
	Fair     int `json:"fair,omitempty" zh:"基本满意" en:"Fairly satisfied"`
	Poor     int `json:"poor,omitempty" zh:"不满意" en:"Dissatisfied"`
	VeryPoor int `json:"veryPoor,omitempty" zh:"非常不满意" en:"Very dissatisfied"`
}

// of is the count of a step.
func (k *Marks) of(mark Mark) *int {
	switch mark {
	case "very-good":
		return &k.VeryGood
	case "good":
		return &k.Good
	case "fair":
		return &k.Fair
	case "poor":
		return &k.Poor
	}
	return &k.VeryPoor
}

func (h *Hearing) canOpenRating(cmd OpenRating, m *governance.Moment) error {
	if m.Now().Before(h.At) {
		return governance.Refuse("未到召开时间", "it is not yet time")
	}
	var f governance.Faults
	if !cmd.Until.After(m.Now()) || cmd.Until.After(m.Now().AddDate(0, 0, longestRating)) {
		f.Add("until", "out-of-range", "应在七日内", "is not within the next 7 days")
	}
	return f.Err()
}

// longestRating is for how many days residents may rate [D]: after the meeting too,
// for those who speak less easily there.
const longestRating = 7

func (h *Hearing) openRating(cmd OpenRating, _ *governance.Moment) {
	h.Present = cmd.Present
	h.Schedule(cmd.Until.Truncate(time.Second), CloseRating{}.Verb())
}

func (h *Hearing) canRate(cmd Rate, _ *governance.Moment) error {
	var f governance.Faults
	if h.at(cmd.Unit) == nil {
		f.Add("unit", "not-rated", "不是被评议单位", "is not among the units rated")
	}
	return f.Err()
}

func (h *Hearing) rate(cmd Rate, m *governance.Moment) {
	*h.at(cmd.Unit).Marks.of(cmd.Mark)++
	m.Take(governance.Claim("rating:" + h.ID.String() + ":" + string(cmd.Unit) + ":" + m.Actor.Person))
}

func (h *Hearing) closeRating(_ CloseRating, m *governance.Moment) {
	h.Unschedule(CloseRating{}.Verb())
	for i := range h.Units {
		h.Start(m, LimitAnswer, h.Units[i].Unit)
	}
}

func (h *Hearing) canAnswer(_ Answer, m *governance.Moment) error {
	if h.mine(m, (*Reviewed).hasAnswered) == nil {
		return governance.Refuse("已答复", "it has answered")
	}
	return nil
}

// answer is the last thing a hearing waits for.
func (h *Hearing) answer(_ Answer, m *governance.Moment) {
	u := h.mine(m, (*Reviewed).hasAnswered)
	u.Answered = true
	h.Meet(m, LimitAnswer, u.Unit)
	if !slices.ContainsFunc(h.Units, func(u Reviewed) bool { return !u.Answered }) {
		h.Phase = Closed
		h.Close(m, string(Closed))
	}
}
