package scoring

import (
	"slices"

	"github.com/jinlin-project/jinlin/governance"
)

// An Aspect is one question asked of every counted part of a side: it sorts the
// part into one of its classes, or into none where the question does not arise.
// This is the only place where a part is judged: counters count classes, rates
// divide them and explanations list their matters.
//
// Within an aspect the classes have an order from good to bad, and what a unit
// does itself (refuse, drag, keep others from rating) only ever moves a part
// towards the bad end, never out of the aspect. That is the no-gain rule; see the
// package comment.
type Aspect struct {
	ID       string          `json:"id"`
	Label    governance.Text `json:"label"`
	Sentence governance.Text `json:"sentence"`
	Source   string          `json:"source"`
	sort     func(*Observation) Class
}

// Aspects returns what every part of a side is asked, in order.
func Aspects(side Side) []Aspect { return slices.Clone(aspectsOf(side)) }

// aspectsOf are the aspects of a side.
func aspectsOf(side Side) []Aspect {
	if side == Whistler {
		return whistlerAspects
	}
	return responderAspects
}

var responderAspects = []Aspect{
	{"response", governance.Text{Zh: "响应", En: "response"}, governance.Text{
		Zh: "在期限内接单（报到）且没有不当退单的，为按时响应",
		En: "taken within its time limit, without a refusal that was ruled unreasonable"}, "3, 2.4 [D]", sortResponse},
	{"completion", governance.Text{Zh: "办结", En: "completion"}, governance.Text{
		Zh: "验单通过的结果在期限内交出的，为按时办结；到期未办结的为未按时",
		En: "the result that passed its check was handed in within its time limit; what is not done by then is late"}, "3, 2.4 [D]", sortCompletion},
	{"outcome", governance.Text{Zh: "结果", En: "outcome"}, governance.Text{
		Zh: "以办理结果与各方评价中最低者计；取得谅解的按谅解计；未办结的、因本单位未能评价的，按未解决计；本单位按时完成而结果未定的，暂不计",
		En: "the least of the record and of what the raters say; understood counts as understood; what is not done, or was kept from its raters, is not solved; what was done in time and is still open is not counted yet"}, "3, 2.2 [D]", sortOutcome},
	{"whistler", governance.Text{Zh: "吹哨方评价", En: "the whistler's rating"}, governance.Text{
		Zh: "按五级计；未评价的列于旁；到期未办结、逾期办结而尚待评价、拒绝接受评价的，计为因本单位未能评价",
		En: "one of five steps; unrated stands beside; kept from rating is what is not done, done late and not rated yet, or withheld"}, "3, 2.2 [D]", sortWhistler},
	{"sender", governance.Text{Zh: "反映人评价", En: "the sender's rating"}, governance.Text{
		Zh: "同吹哨方评价", En: "as for the whistler's"}, "3, 2.2 [D]", sortSender},
	{"refusal", governance.Text{Zh: "退单", En: "refusal"}, governance.Text{
		Zh: "退单成立的不计入；其余退过单的计为退单，被裁定不当的另计",
		En: "a refusal that was upheld excludes the part; any other counts, apart where it was ruled unreasonable"}, "3, 2.1 [D]", sortRefusal},
	{"check", governance.Text{Zh: "验单", En: "check"}, governance.Text{
		Zh: "办理结果曾被验单退回", En: "a result was sent back at the check"}, "3, 2.2 [D]", sortSentBack},
	{"reopening", governance.Text{Zh: "重办", En: "reopening"}, governance.Text{
		Zh: "结案后重新办理", En: "the matter was reopened after closing"}, "3, 2.2 [D]", sortReopened},
}

var whistlerAspects = []Aspect{
	{"verification", governance.Text{Zh: "核验", En: "verification"}, governance.Text{
		Zh: "在期限内核验", En: "checked within its time limit"}, "3, 2.4 [D]", sortResponse},
	{"rating", governance.Text{Zh: "评价", En: "rating"}, governance.Text{
		Zh: "被征询评价的，在期限内评价", En: "asked for its rating, gave it within the time limit"}, "3, 2.2 [D]", sortCompletion},
	{"justification", governance.Text{Zh: "吹哨", En: "whistle"}, governance.Text{
		Zh: "吹哨未被裁定不当、未被退回的，为得当", En: "neither ruled unreasonable nor sent back"}, "3 [D]", sortWhistle},
}

func sortResponse(o *Observation) Class {
	switch {
	case o.Respond.Due.IsZero():
		return none
	case o.Respond.met() && o.RefusedUnreasonably == 0:
		return respondedInTime
	}
	return respondedLate
}

func sortCompletion(o *Observation) Class {
	switch {
	case o.Complete.Due.IsZero():
		return none
	case o.Complete.met():
		return completedInTime
	}
	return completedLate
}

// outcomeClasses are those of outcomes by rank: the least counts.
var outcomeClasses = [...]Class{endedUnsolved, endedPartly, endedSolved}

func sortOutcome(o *Observation) Class {
	switch {
	case o.Complete.Due.IsZero():
		return none
	case o.Complete.Done.IsZero() || o.kept(&o.Whistler) || o.kept(&o.Sender):
		return endedUnsolved
	case o.Outcome == "" && o.Complete.met(): // the unit has done what it had to, and what comes of it is open
		return none
	case o.Outcome == Understood:
		return endedUnderstood
	}
	return outcomeClasses[min(o.Outcome.rank(0), o.Whistler.Solved.rank(2), o.Sender.Solved.rank(2))]
}

// rank orders what can be said of a solution; silence has the rank given for it.
func (o Outcome) rank(silence int) int {
	switch o {
	case Solved:
		return 2
	case Partly:
		return 1
	case "":
		return silence
	}
	return 0
}

// kept reports whether it is the unit's doing that a rating is missing.
func (o *Observation) kept(r *Rating) bool {
	switch r.Answer {
	case Withheld:
		return true
	case Pending:
		return !o.Complete.met()
	case Silent: // nobody can be silent on what there is not
		return o.Complete.Done.IsZero()
	}
	return false
}

func sortWhistler(o *Observation) Class { return o.sortRating(&o.Whistler, whistlerVery) }

func sortSender(o *Observation) Class { return o.sortRating(&o.Sender, senderVery) }

// sortRating sorts a rating among the seven classes that begin at first.
func (o *Observation) sortRating(r *Rating, first Class) Class {
	switch {
	case r.Answer == "":
		return none
	case r.Answer == Given:
		return first + Class(5-r.Step)
	case o.kept(r):
		return first + whistlerWithheld - whistlerVery
	}
	return first + whistlerUnrated - whistlerVery
}

func sortRefusal(o *Observation) Class {
	switch {
	case o.RefusedUnreasonably > 0:
		return refusedUnreasonably
	case o.Refused > 0:
		return refused
	}
	return none
}

func sortSentBack(o *Observation) Class { return when(o.SentBack > 0, sentBack) }

func sortReopened(o *Observation) Class { return when(o.Reopened > 0, reopened) }

func sortWhistle(o *Observation) Class {
	switch {
	case o.Overruled:
		return whistleOverruled
	case o.SentBack > 0:
		return whistleSentBack
	}
	return whistleJustified
}

func when(is bool, c Class) Class {
	if is {
		return c
	}
	return none
}

// marks are the classes of one part, a bit each.
type marks uint64

func (c Class) mark() marks { return 1 << c }

// marks sorts the part by every aspect of its side. An excluded part is counted
// as excluded and as nothing else.
func (o *Observation) marks() marks {
	if o.Excluded != "" {
		for i, c := range o.Excluded.Choices() {
			if c.Code == string(o.Excluded) {
				return exclusionClasses[i].mark()
			}
		}
	}
	m := counted.mark()
	for i := range aspectsOf(o.Side) {
		m |= aspectsOf(o.Side)[i].sort(o).mark()
	}
	return m
}

// repeats are what can happen to one part several times. The first time is a
// class of an aspect, each further time is counted by a class of its own.
var repeats = []struct {
	again Class
	times func(*Observation) int
}{
	{refusedAgain, func(o *Observation) int { return o.RefusedUnreasonably }},
	{sentBackAgain, func(o *Observation) int { return o.SentBack }},
	{reopenedAgain, func(o *Observation) int { return o.Reopened }},
}
