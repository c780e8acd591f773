package replay

import "github.com/jinlin-project/jinlin/governance"

// An Assumption stands in where the data is silent.
type Assumption struct {
	ID       string          `json:"id"`
	Sentence governance.Text `json:"sentence"`
}

// Assumed is an assumption with how many matters it was made for.
type Assumed struct {
	Assumption
	Rows int64 `json:"rows"`
}

// assumption is the place of one in the list.
type assumption int

const (
	none assumption = iota
	oneOrganisation
	noSamples
	wallClock
	instantKept
	wholeDay
	firstOfTwo
	placeSpread
	unitSpread
	namedSolved
	checkedAtOnce
	keptAtOnce
	sentUpAtOnce
	takenAtOnce
	oneStage
	explainedAtEnd
	passedAtOnce
	answeredAtOnce
	whistlerSilent
	senderSilent
	ratedAtEnd
	ratedAlike
	ratedLate
	ratedHalf
	ratingUnused
	takenUnused
	declinedByCheck
	heldByCommunity
	originalUnknown
	assumptions
)

func say(id, zh, en string) Assumption { return Assumption{id, governance.Text{Zh: zh, En: en}} }

// allAssumptions lists every assumption there is, in the order in which they are
// printed.
var allAssumptions = [assumptions]Assumption{
	oneOrganisation: say("one-organisation", "全程按情景开始日的组织机构", "the organisation of the scenario's first day holds throughout"),
	noSamples:       say("no-samples", "数据没有抽查，不抽查", "the data knows no samples, so none are drawn"),
	wallClock:       say("wall-clock", "保留当地钟点，视为北京时间", "times keep their wall clock, read as Beijing time"),
	instantKept:     say("instant", "时间换算成北京时间", "times are converted to Beijing time"),
	wholeDay:        say("whole-day", "只有日期的：受理按当日零时，其余按当日末", "of a date without a time, what came in did so at its start, all else happened at its end"),
	firstOfTwo:      say("first-of-two", "夏令时结束时重复的钟点，取先到的", "of a wall clock that came twice when summer time ended, the first is taken"),
	placeSpread:     say("place-spread", "地点无对应的，按散列分到各社区，同一地点总在同一社区", "a place without a counterpart is spread over the communities by hash, the same place always to the same"),
	unitSpread:      say("unit-spread", "办理单位无对应的，按散列分到各部门，同一单位总在同一部门", "a responsible unit without a counterpart is spread over the departments by hash, the same always to the same"),
	namedSolved:     say("solved", "数据没有办理结果，已办结的视为解决", "the data does not say what came of it; what is completed is taken as solved"),
	checkedAtOnce:   say("verified-at-once", "数据没有核验时间，受理即核验", "verified when it came in, since the data does not say when"),
	keptAtOnce:      say("kept-at-once", "数据没有接单时间，社区核验后即自办", "kept by the community at once, since the data does not say when"),
	sentUpAtOnce:    say("sent-at-once", "数据没有吹哨、报到、提级、派单时间，核验后即办理", "whistled for, reported in, escalated and dispatched at once, since the data does not say when"),
	takenAtOnce:     say("taken-at-once", "数据没有接单（报到）时间，派到即接", "taken, or reported in, at once, since the data does not say when"),
	oneStage:        say("one-stage", "阶段性事项只有一个阶段，与办结同时完成", "a phased matter has one stage, which ends with completion"),
	explainedAtEnd:  say("explained-at-end", "谅解清单在办结时解释说明并记录谅解", "on the understanding list the explanation, and the understanding if it was given, come with completion"),
	passedAtOnce:    say("passed-at-once", "数据没有验单，办结即通过", "passed when completed, since the data knows no check"),
	answeredAtOnce:  say("answered-at-once", "数据没有反馈、公开时间，验单后即反馈并公开", "answered and posted at once, since the data does not say when"),
	whistlerSilent:  say("whistler-silent", "数据没有吹哨单位的评价，期满登记为未评价；吹哨方的考评因此偏低", "the data has no rating by the whistler, which is registered as not given, and lowers whistlers' scores"),
	senderSilent:    say("sender-silent", "反映人没有评价的，期满登记为未评价", "a sender who has not rated is registered so when the window ends"),
	ratedAtEnd:      say("rated-at-end", "数据没有评价时间，办结即评价", "rated when completed, since the data does not say when"),
	ratedAlike:      say("rated-alike", "反映人没有说是否解决的，按办理结果", "a sender who does not say whether it is solved is taken to say what the outcome says"),
	ratedLate:       say("rated-late", "评价晚于征询期的，登记为未评价", "a rating after the window is registered as not given"),
	ratedHalf:       say("rated-half", "只说是否解决而没有满意度的，不作评价", "whoever says whether it is solved and not how satisfied they are has not rated"),
	ratingUnused:    say("rating-unused", "未经办理的不征询评价，数据中的评价不用", "of what nobody handled no rating is asked, and the one in the data is left out"),
	takenUnused:     say("taken-unused", "谅解清单、不予受理的没有接单环节，数据中的接单时间不用", "on the understanding list, and of what is declined, there is nothing to take, and the instant in the data is left out"),
	declinedByCheck: say("declined-by-check", "不予受理的，核验至办结时为止", "what is declined was being verified until then"),
	heldByCommunity: say("held-by-community", "撤回、并案的，至此由社区办理", "what is withdrawn or merged was with the community until then"),
	originalUnknown: say("original-unknown", "并案的，数据没有说并入何事项，不计入任何事项", "the data does not say into what a matter was merged; it is counted nowhere"),
}

// marks are assumptions made for one matter.
type marks uint64

func (m *marks) set(a assumption) { *m |= 1 << a }
