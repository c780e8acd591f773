package scoring

import "github.com/jinlin-project/jinlin/governance"

// A Class is one of the things that a part can be counted as: taken in time,
// solved, very satisfied by the whistler. It is the place of its counter. Codes
// are stable, numbers are not.
type Class uint8

// The classes. Those of one aspect follow each other.
const (
	counted Class = iota

	respondedInTime
	respondedLate

	completedInTime
	completedLate

	endedSolved
	endedPartly
	endedUnsolved
	endedUnderstood

	whistlerVery // the five steps of the whistler, from 5 down to 1
	whistlerSatisfied
	whistlerBasically
	whistlerDissatisfied
	whistlerVeryDissatisfied
	whistlerWithheld
	whistlerUnrated

	senderVery // the five steps of the sender, likewise
	senderSatisfied
	senderBasically
	senderDissatisfied
	senderVeryDissatisfied
	senderWithheld
	senderUnrated

	refused
	refusedUnreasonably
	sentBack
	reopened

	whistleJustified
	whistleSentBack
	whistleOverruled

	refusedAgain // each time after the first that a refusal was ruled unreasonable
	sentBackAgain
	reopenedAgain

	excludedDeclined // in the order of the exclusions' choices
	excludedWithdrawn
	excludedMerged
	excludedUnreasonable
	excludedReleased
	excludedExempted

	classes int   = iota
	none    Class = 64 // no class: its bit is none of a word's
)

// classRow names a class.
type classRow struct {
	code  string
	label governance.Text
}

// classTable is every class, in the order of the constants.
var classTable = [classes]classRow{
	counted: {"counted", governance.Text{Zh: "计入", En: "counted"}},

	respondedInTime: {"responded.in-time", governance.Text{Zh: "按时响应", En: "responded in time"}},
	respondedLate:   {"responded.late", governance.Text{Zh: "未按时响应", En: "not responded in time"}},
	completedInTime: {"completed.in-time", governance.Text{Zh: "按时完成", En: "completed in time"}},
	completedLate:   {"completed.late", governance.Text{Zh: "未按时完成", En: "not completed in time"}},

	endedSolved:     {"outcome.solved", governance.Text{Zh: "解决", En: "solved"}},
	endedPartly:     {"outcome.partly", governance.Text{Zh: "部分解决", En: "partly solved"}},
	endedUnsolved:   {"outcome.unsolved", governance.Text{Zh: "未解决", En: "not solved"}},
	endedUnderstood: {"outcome.understood", governance.Text{Zh: "取得谅解", En: "understood"}},

	whistlerVery:             {"whistler.5", governance.Text{Zh: "吹哨方非常满意", En: "whistler very satisfied"}},
	whistlerSatisfied:        {"whistler.4", governance.Text{Zh: "吹哨方满意", En: "whistler satisfied"}},
	whistlerBasically:        {"whistler.3", governance.Text{Zh: "吹哨方基本满意", En: "whistler basically satisfied"}},
	whistlerDissatisfied:     {"whistler.2", governance.Text{Zh: "吹哨方不满意", En: "whistler dissatisfied"}},
	whistlerVeryDissatisfied: {"whistler.1", governance.Text{Zh: "吹哨方非常不满意", En: "whistler very dissatisfied"}},
	whistlerWithheld:         {"whistler.withheld", governance.Text{Zh: "因本单位未能由吹哨方评价", En: "kept from the whistler's rating"}},
	whistlerUnrated:          {"whistler.unrated", governance.Text{Zh: "吹哨方未评价", En: "not rated by the whistler"}},

	senderVery:             {"sender.5", governance.Text{Zh: "反映人非常满意", En: "sender very satisfied"}},
	senderSatisfied:        {"sender.4", governance.Text{Zh: "反映人满意", En: "sender satisfied"}},
	senderBasically:        {"sender.3", governance.Text{Zh: "反映人基本满意", En: "sender basically satisfied"}},
	senderDissatisfied:     {"sender.2", governance.Text{Zh: "反映人不满意", En: "sender dissatisfied"}},
	senderVeryDissatisfied: {"sender.1", governance.Text{Zh: "反映人非常不满意", En: "sender very dissatisfied"}},
	senderWithheld:         {"sender.withheld", governance.Text{Zh: "因本单位未能由反映人评价", En: "kept from the sender's rating"}},
	senderUnrated:          {"sender.unrated", governance.Text{Zh: "反映人未评价", En: "not rated by the sender"}},

	refused:             {"refused", governance.Text{Zh: "退单", En: "refused"}},
	refusedUnreasonably: {"refused.unreasonably", governance.Text{Zh: "退单被裁定不当", En: "refusal ruled unreasonable"}},
	sentBack:            {"sent-back", governance.Text{Zh: "验单退回", En: "sent back"}},
	reopened:            {"reopened", governance.Text{Zh: "重新办理", En: "reopened"}},

	whistleJustified: {"whistle.justified", governance.Text{Zh: "吹哨得当", En: "whistle justified"}},
	whistleSentBack:  {"whistle.sent-back", governance.Text{Zh: "吹哨被退回", En: "whistle sent back"}},
	whistleOverruled: {"whistle.overruled", governance.Text{Zh: "吹哨被裁定不当", En: "whistle ruled unreasonable"}},

	refusedAgain:  {"refused.again", governance.Text{Zh: "再次不当退单", En: "another unreasonable refusal"}},
	sentBackAgain: {"sent-back.again", governance.Text{Zh: "再次验单退回", En: "sent back again"}},
	reopenedAgain: {"reopened.again", governance.Text{Zh: "再次重新办理", En: "reopened again"}},

	excludedDeclined:     {"excluded.declined", labelOf(Declined)},
	excludedWithdrawn:    {"excluded.withdrawn", labelOf(Withdrawn)},
	excludedMerged:       {"excluded.merged", labelOf(Merged)},
	excludedUnreasonable: {"excluded.unreasonable", labelOf(Unreasonable)},
	excludedReleased:     {"excluded.released", labelOf(Released)},
	excludedExempted:     {"excluded.exempted", labelOf(Exempted)},
}

// exclusionClasses are the classes of exclusions, in the order of their choices.
var exclusionClasses = [...]Class{
	excludedDeclined, excludedWithdrawn, excludedMerged, excludedUnreasonable, excludedReleased, excludedExempted,
}

// String returns the class's code.
func (c Class) String() string {
	if int(c) < classes {
		return classTable[c].code
	}
	return ""
}

// Label names the class.
func (c Class) Label() governance.Text {
	if int(c) < classes {
		return classTable[c].label
	}
	return governance.Text{}
}

// MarshalText writes the class's code.
func (c Class) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads a class's code. On an error, a [*CodeError], the class
// keeps its value.
func (c *Class) UnmarshalText(text []byte) error {
	for i := range classTable {
		if classTable[i].code == string(text) {
			*c = Class(i)
			return nil
		}
	}
	return &CodeError{}
}

// CodeError says that a text is none of the codes it should be one of. It never
// carries the text.
type CodeError struct{}

// Error describes the fault in English.
func (*CodeError) Error() string { return "scoring: not one of the codes" }

// Zh describes the fault in Chinese.
func (*CodeError) Zh() string { return "不在可选范围内" }
