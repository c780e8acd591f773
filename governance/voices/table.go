package voices

import (
	"context"
	"errors"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/voices/channel"
	"github.com/jinlin-project/jinlin/governance/voices/reply"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The names of the limits.
const (
	LimitAnswer    = "answer"
	LimitSupervise = "supervise"
)

// DefaultLimits returns the time limits, which a district may set otherwise.
func DefaultLimits() governance.Limits {
	return governance.Limits{
		governance.LimitOf(LimitAnswer, 3, governance.WorkingDays, "4 G9 [D]").
			Say("答复", "answering", "3个工作日内答复或转为事项", "answered or turned into a matter within 3 working days"),
		governance.LimitOf(LimitSupervise, 2, governance.WorkingDays, "4 G9 [D]").
			Say("督办", "seeing to it", "逾期未答复的，街道（镇）2个工作日内督办答复", "the town sees within 2 working days to what was not answered"),
	}
}

// whoAnswers appends the unit that answers, and the town once it is late.
func (v *Voice) whoAnswers(to []governance.Address) []governance.Address {
	to = append(to, governance.Unit(v.Desk))
	if v.Phase == Escalated {
		to = append(to, governance.Unit(v.Town))
	}
	return to
}

// audience: a letter to the secretary is between the two, with the town once it is
// late, and the district and its centre, which count them; what is said elsewhere
// compound, community and town know.
func (v *Voice) audience(to []governance.Address) []governance.Address {
	to = v.WhoIsDistrict(v.WhoIsCentre(v.WhoIsSubject(v.whoAnswers(to))))
	if v.Late {
		to = append(to, governance.Unit(v.Town))
	}
	if v.Channel == channel.Mailbox {
		return to
	}
	return append(to, governance.Unit(v.Compound), governance.Unit(v.Community), governance.Of(orgtree.Town, v.Place))
}

func rules(desk, sender governance.Authority[Voice], kind string) []governance.Rule[Voice] {
	phases := governance.Phases
	anyone, time, cause := governance.ByAnyone[Voice](), governance.BySystem[Voice](), governance.ByConsequence[Voice]()
	waiting := phases(Open, Escalated)
	return []governance.Rule[Voice]{
		governance.On(phases(governance.Unopened), phases(Open), anyone, (*Voice).canLeave, (*Voice).leave).
			As("voice.leave", "4 G9", "任何人可以在留言板留言、给书记写信", "anyone may leave a message or write to the secretary").Starting(LimitAnswer),
		governance.On(phases(governance.Unopened), phases(Open), anyone, (*Voice).canRecord, (*Voice).record).
			As("voice.record", "4 G9", "群里反映的由社区或小区记录", "what is said in groups is written down by the community or the compound").Starting(LimitAnswer),
		governance.On(waiting, phases(Answered), desk, nil, (*Voice).reply).
			As("voice.respond", "4 G9 [R]", "限时答复", "it is answered in time").MustAct().Ending(LimitAnswer, LimitSupervise),
		governance.On(waiting, phases(Converted), desk, (*Voice).canConvert, convert(kind)).
			As("voice.convert", "4 G9 [R]", "需要办理的转为事项，一次提交、互相关联", "what asks for more is turned into a matter, in one commit, linked both ways").Ending(LimitAnswer, LimitSupervise),
		governance.On(waiting, phases(Dropped), desk, nil, (*Voice).decline).
			As("voice.decline", "4 G9 [D]", "广告、谩骂等不予受理，说明理由", "advertising, abuse and the like are declined, with the reason").Ending(LimitAnswer, LimitSupervise),
		governance.On(waiting, phases(Dropped), sender, nil, (*Voice).withdraw).
			As("voice.withdraw", "4 G9 [D]", "答复前反映人可以撤回", "the sender may take it back before it is answered").Ending(LimitAnswer, LimitSupervise),
		governance.On(phases(Open), phases(Escalated), time, nil, (*Voice).escalate).
			As("voice.escalate", "4 G9 [D]", "逾期未答复的，街道（镇）督办", "the town sees to what was not answered in time").Starting(LimitSupervise),
		governance.On(phases(Answered), phases(Open), sender, (*Voice).canPress, (*Voice).press).
			As("voice.press", "4 G9 [D]", "对答复不满意的可以追问一次", "who is not content with the answer may press once").Starting(LimitAnswer),
		governance.On(phases(Answered), nil, desk, (*Voice).canPublish, (*Voice).publish).
			As("voice.publish", "4 G9 [D]", "反映人同意的，答复可以公开，不含个人信息", "the answer may be public if the sender agrees, without personal data"),
		governance.On(phases(Open, Escalated, Answered), nil, sender, (*Voice).canRevoke, (*Voice).revoke).
			As("voice.revoke", "4 G9 [D]", "反映人可以随时撤回公开的同意", "the sender may take consent back at any time"),
		governance.On(phases(Converted), nil, cause, nil, (*Voice).concluded).
			As("voice.concluded", "4 G9", "得知事项的结果", "what came of the matter is heard"),
	}
}

func voices(limits governance.Limits, kind string) governance.Institution[Voice] {
	on := governance.VerbOf
	desk := governance.By("answerer", "答复单位，逾期后还有街道（镇）", "the unit that answers, and the town once it is late", (*Voice).whoAnswers)
	sender := governance.By("sender", "反映人", "the sender", (*Voice).WhoIsSubject)
	return governance.Institution[Voice]{
		Kind: Kind, Path: "voices", Source: "4 G9", Schema: 1, Serials: true, Policy: limits, Class: "channel", Uncounted: []string{Withdrawn},
		Label:    governance.Text{Zh: "居民心声", En: "voice"},
		Sentence: governance.Text{Zh: "留言板、书记信箱和居民群：限时答复，或转为事项", En: "message board, secretary's mailbox and residents' groups: answered in time, or turned into a matter"},
		Table: governance.Table[Voice]{
			Kind: Kind,
			Phases: []governance.PhaseLabel{
				governance.PhaseOf(Open, "待答复", "open"), governance.PhaseOf(Escalated, "上级督办", "escalated"), governance.FinalPhase(Answered, "已答复", "answered"),
				governance.FinalPhase(Converted, "已转为事项", "turned into a matter"), governance.FinalPhase(Dropped, "不予受理或已撤回", "dropped"),
			},
			Verbs: []governance.VerbLabel{
				on("leave", "留言", "Leave a message"), on("record", "记录群众留言", "Record what was said"), on("respond", "答复", "Respond"), on("convert", "转为事项", "Turn into a matter"),
				on("decline", "不予受理", "Decline"), on("withdraw", "撤回", "Withdraw"), on("escalate", "上级督办", "Escalate"), on("press", "追问", "Press"),
				on("publish", "公开答复", "Publish"), on("revoke", "撤回公开", "Revoke"), governance.ReferVerbs()[1],
			},
			Rules:    rules(desk, sender, kind),
			Category: func(v *Voice, _ governance.Command) string { return string(v.Channel) },
		}.Timed(Open, Escalated).Kept(desk.Or(sender), desk),
		File: func(v *Voice, h *governance.Header) {
			h.Unit, h.Class, h.Person, h.Title = string(v.Desk), string(v.Channel), v.Subject, heading(v.Text)
		},
		Audience: (*Voice).audience,
		Asks:     []governance.Question{askHandled()},
	}
}

// Books are the institutions of voices; assemble both together.
type Books struct {
	Voices  *governance.Book[Voice]
	Replies *governance.Book[reply.Reply]
}

// Shelves are the books without their types, to assemble.
func (b Books) Shelves() []*governance.Shelf {
	return []*governance.Shelf{b.Voices.Shelf, b.Replies.Shelf}
}

// New returns the books; nil takes the default limits. Voices are turned into records
// of the kind named, which takes [governance.Refer].
func New(limits governance.Limits, kind string) (b Books, err error) {
	limits = limits.Or(DefaultLimits())
	var problems [2]error
	b.Voices, problems[0] = governance.NewBook(voices(limits, kind))
	b.Replies, problems[1] = reply.New()
	return b, errors.Join(problems[:]...)
}

// Handled is how many voices of a period were answered or turned into matters, of
// those that are counted, and how many of these in time (答复率、及时率).
type Handled struct {
	Handled governance.Ratio `json:"handled"`
	InTime  governance.Ratio `json:"inTime"`
	Rate    string           `json:"rate"` // of those handled, as a percentage
}

// askHandled answers what became of the voices of a period and unit.
func askHandled() governance.Question {
	return governance.Ask("handled", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (h Handled, err error) {
		q, err := r.Period(p)
		if err != nil {
			return h, err
		}
		tallies, err := r.Count(ctx, q, governance.ByOutcome, governance.ByLate)
		for _, t := range tallies {
			outcome, late := t.Values[0], t.Values[1]
			if outcome == Withdrawn {
				continue
			}
			h.Handled.Den += t.Count
			if outcome == string(Answered) || outcome == string(Converted) {
				h.Handled.Num += t.Count
				h.InTime.Den += t.Count
			}
			if late == "0" && (outcome == string(Answered) || outcome == string(Converted)) {
				h.InTime.Num += t.Count
			}
		}
		h.Rate = h.Handled.Percent(2)
		return h, err
	}).As("4 G9", governance.Text{Zh: "答复情况", En: "what was handled"},
		governance.Text{Zh: "答复或转为事项的比例，其中按时的比例", En: "how many were answered or turned into matters, and how many of these in time"})
}
