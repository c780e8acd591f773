package casework

import (
	"fmt"
	"slices"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Feedback tells the person concerned what came of it (反馈) [R].
type Feedback struct {
	Text string `json:"text" zh:"反馈内容" en:"Answer" rule:"required,max=5000" personal:"content"`
}

// Verb is "feedback".
func (Feedback) Verb() string { return "feedback" }

func (c *Case) canFeedback(Feedback, *governance.Moment) error {
	if !c.Answered.IsZero() {
		return governance.Refuse("已反馈", "the answer has been given")
	}
	return nil
}

func (c *Case) feedback(cmd Feedback, m *governance.Moment) {
	c.Answer, c.Answered = cmd.Text, m.Now()
	c.MeetAll(m, LimitFeedback)
	c.answerAll(cmd.Text, m)
	c.askForRatings(m)
}

// answerAll answers the senders of all matters that were merged into this one.
func (c *Case) answerAll(text string, m *governance.Moment) {
	for _, id := range c.Merged {
		m.Send(caseRef(id), AnswerMerged{Text: text})
	}
}

// askForRatings moves the matter to rating once it is answered and posted. When
// the window is already over, or nobody is there to rate, it closes.
func (c *Case) askForRatings(m *governance.Moment) {
	if c.Answered.IsZero() || c.Published.IsZero() {
		return
	}
	c.Phase, c.Asked = PhaseRating, m.Now()
	c.closeWhenRated(m)
}

// raters returns who is to rate: the whistler, and whoever first sent the
// matter unless it is the whistler itself.
func (c *Case) raters() []Rater {
	var out []Rater
	if c.Whistler != "" {
		out = append(out, ByWhistler)
	}
	own := c.Sender.Unit != "" && (c.Sender.Unit == c.Whistler || c.unit(c.Sender.Unit) != nil)
	if c.Subject != "" && !own { // nobody rates twice, and nobody their own work
		out = append(out, BySender)
	}
	return out
}

// whoRates appends both raters, whether they have rated or not.
func (c *Case) whoRates(to []governance.Address) []governance.Address {
	return c.whoSent(c.whoWhistled(to))
}

// owesRating appends the raters who have not rated yet.
func (c *Case) owesRating(to []governance.Address) []governance.Address {
	if slices.Contains(c.Owing, ByWhistler) {
		to = c.whoWhistled(to)
	}
	if slices.Contains(c.Owing, BySender) {
		to = c.whoSent(to)
	}
	return to
}

var byRaters = by("raters", "吹哨单位或反映人", "the whistler or the sender", (*Case).whoRates)

// A Score is what a rater says of one unit.
type Score struct {
	Unit         orgtree.Code `json:"unit" zh:"单位" en:"Unit" rule:"required"`
	Satisfaction int          `json:"satisfaction" zh:"满意度（5非常满意…1非常不满意）" en:"Satisfaction, 5 to 1" rule:"required,min=1,max=5"`
	Solved       Solution     `json:"solved" zh:"是否解决" en:"Solved" rule:"required"`
}

// Rate is a rater's answer, unit by unit (评单). Units it does not name are
// registered as not given.
type Rate struct {
	Scores []Score `json:"scores" zh:"评价" en:"Scores" rule:"required,max=30"`
	Text   string  `json:"text,omitempty" zh:"意见" en:"Remark" rule:"max=2000" personal:"content"`
}

// Verb is "rate".
func (Rate) Verb() string { return "rate" }

// rater returns in which capacity the actor rates.
func (c *Case) rater(m *governance.Moment) (Rater, bool) {
	isSender := m.IsAmong(c.whoSent)
	isWhistler := m.IsAmong(c.whoWhistled)
	switch {
	case isWhistler && slices.Contains(c.Owing, ByWhistler):
		return ByWhistler, true
	case isSender && slices.Contains(c.Owing, BySender):
		return BySender, true
	}
	return "", false
}

func (c *Case) canRate(cmd Rate, m *governance.Moment) error {
	if _, ok := c.rater(m); !ok {
		return governance.Refuse("已评价，或无需评价", "the rating has been given, or is not asked for")
	}
	var f governance.Faults
	seen := map[orgtree.Code]bool{}
	for i, s := range cmd.Scores {
		if c.unit(s.Unit) == nil {
			f.Add(fmt.Sprintf("scores[%d].unit", i), "not-involved", "该单位未参与办理", "took no part in the matter")
		} else if seen[s.Unit] {
			f.Add(fmt.Sprintf("scores[%d].unit", i), "repeated", "单位重复", "is named twice")
		}
		seen[s.Unit] = true
	}
	return f.Err()
}

func (c *Case) rate(cmd Rate, m *governance.Moment) {
	who, _ := c.rater(m)
	c.register(who, cmd.Scores, m)
	c.closeWhenRated(m)
}

// register keeps what a rater said; of units it did not name, that nothing was.
func (c *Case) register(who Rater, scores []Score, m *governance.Moment) {
	c.Ratings = slices.Grow(c.Ratings, len(c.Units)*len(c.Owing)) // those of whoever is still to rate
	for i := range c.Units {
		r := Rating{By: who, Unit: c.Units[i].Unit, At: m.Now()}
		for _, s := range scores {
			if s.Unit == r.Unit {
				r.Given, r.Satisfaction, r.Solved = true, Satisfaction(s.Satisfaction), s.Solved
			}
		}
		c.Ratings = append(c.Ratings, r)
	}
	c.Owing = slices.DeleteFunc(c.Owing, func(r Rater) bool { return r == who })
}

// closeWhenRated closes the matter when nobody is left to rate and no child is
// open.
func (c *Case) closeWhenRated(m *governance.Moment) {
	if len(c.Owing) > 0 || c.Phase != PhaseRating {
		return
	}
	c.MeetAll(m, LimitRating) // all is registered, whatever the children do
	if c.Unclosed > 0 {
		return
	}
	reviewOn, again := c.Scheduled("review")
	c.close(m, c.Conclusion)
	if again && c.List == Understanding {
		c.Schedule(reviewOn, "review")
	}
}

// Lapse is given by time when the window for ratings ends: what was not given
// is registered as not given, never as satisfied [D].
type Lapse struct{}

// Verb is "lapse".
func (Lapse) Verb() string { return "lapse" }

func (c *Case) lapse(_ Lapse, m *governance.Moment) {
	for len(c.Owing) > 0 {
		c.register(c.Owing[0], nil, m)
	}
	c.closeWhenRated(m)
}

// Reopen has the matter handled again when it was not solved or did not satisfy
// (重新办理): once, within 10 working days of closing [D]; the centre also when
// an understanding is due to be looked at again. What breaks anew after it
// satisfied everybody is another matter.
type Reopen struct {
	Reason string `json:"reason" zh:"重办理由" en:"Reason" rule:"required,max=1000" personal:"content"`
}

// Verb is "reopen".
func (Reopen) Verb() string { return "reopen" }

var byReopeners = by("reopeners", "反映人、吹哨单位或中心", "the sender, the whistler or the centre", func(c *Case, to []governance.Address) []governance.Address {
	return c.WhoIsCentre(c.whoRates(to))
})

func (c *Case) canReopen(_ Reopen, m *governance.Moment) error {
	if c.satisfied() && !c.looksAgain(m) {
		return governance.Refuse("已解决且评价满意，不属于重办", "it was settled to the satisfaction of all who rated")
	}
	return c.canComeBack(m)
}

// looksAgain reports whether the centre acts upon an understanding that is due to
// be looked at again.
func (c *Case) looksAgain(m *governance.Moment) bool {
	return c.ReviewDue && m.IsAmong(c.WhoIsCentre)
}

// satisfied reports whether nothing is left to rework: the matter was settled,
// and everybody asked to rate said so and was at least basically satisfied
// (基本满意). Silence is not satisfaction; of what could not be done but was
// understood, nobody has to say that it is solved.
func (c *Case) satisfied() bool {
	ended := Outcome(c.Outcome)
	if ended != Outcome(Solved) && ended != Understood || len(c.Ratings) == 0 {
		return false
	}
	return !slices.ContainsFunc(c.Ratings, func(r Rating) bool {
		return !r.Given || r.Satisfaction < basicallySatisfied || r.Solved != Solved && ended != Understood
	})
}

// canComeBack refuses what was never handled, and what comes too late or too
// often.
func (c *Case) canComeBack(m *governance.Moment) error {
	switch Outcome(c.Outcome) {
	case Declined, Withdrawn, Merged:
		return governance.Refuse("该事项未经办理，不能重办", "the matter was never handled")
	}
	if c.looksAgain(m) {
		return nil
	}
	if c.Reopened >= policy(m).MaxReopenings {
		return governance.Refuse("重办次数已用完", "it has been reopened as often as it may be")
	}
	until, err := m.Calendar.Deadline(c.Closed, policy(m).ReopenDays)
	if err == nil && until.Passed(m.Now()) {
		return governance.Refuse("已超过重办期限", "the time for reopening has passed")
	}
	return err
}

// reopen clears the end fields, takes the notice off the board, and gives the
// lead its part back. Scores count the reopening; children stay as they are.
func (c *Case) reopen(_ Reopen, m *governance.Moment) {
	c.Head.Reopen()
	c.Reopened++
	c.ReviewDue = false
	c.Unschedule("review")
	c.Conclusion = ""
	c.backToWork([]*Involved{c.lead()}, m)
	if c.Phase == PhaseExplaining {
		c.Explained, c.Understood = zeroTime, nil
		c.lookAgain(nil, m)
	}
	if c.hasParent() {
		m.Send(c.parentRef(), ChildReopened{})
	}
}
