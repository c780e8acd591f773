package voices

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// KindReply is the kind under which public answers are kept.
const KindReply = "public-reply"

// The phases of a public answer.
const (
	Shown governance.Phase = "shown" // 公开中
	Taken governance.Phase = "taken" // 已撤下
)

// A Reply is an answer that everyone may read (公开答复). It holds no personal data.
type Reply struct {
	governance.Head
	Channel Channel      `json:"channel" zh:"渠道" en:"Channel"`
	Unit    orgtree.Code `json:"unit" zh:"答复单位" en:"Unit that answered"`
	Asked   string       `json:"asked" zh:"反映事项" en:"What was asked"`
	Answer  string       `json:"answer" zh:"答复" en:"Answer"`
}

// Show makes an answer public (公开).
type Show struct {
	Publish
	Channel Channel      `json:"channel" zh:"渠道" en:"Channel"`
	Unit    orgtree.Code `json:"unit" zh:"答复单位" en:"Unit that answered"`
	Voice   uuid.UUID    `json:"voice" zh:"心声" en:"Voice"`
}

// Verb is "show".
func (Show) Verb() string { return "show" }

// Site is the unit that answered.
func (s Show) Site() orgtree.Code { return s.Unit }

// TakeDown takes a public answer down (撤下).
type TakeDown struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500"`
}

// Verb is "take-down".
func (TakeDown) Verb() string { return "take-down" }

// From how many characters on something says who: a name, the digits of a local number.
const (
	shortestName  = 2
	shortestPhone = 6
)

func (v *Voice) canPublish(cmd Publish, _ *governance.Moment) error {
	switch {
	case !v.Consent:
		return governance.Refuse("反映人未同意公开", "the sender has not agreed")
	case v.Reply != uuid.Nil:
		return governance.Refuse("已公开", "it is public")
	}
	var f governance.Faults
	v.tells(&f, "asked", cmd.Asked)
	v.tells(&f, "answer", cmd.Answer)
	return f.Err()
}

// tells adds a fault where a text says who the sender is.
func (v *Voice) tells(f *governance.Faults, path, text string) {
	bare := governance.Bare(text)
	if bare.Repeats(v.Sender.Name, shortestName) || bare.Repeats(v.Sender.Phone, shortestPhone) || governance.HoldsNumber(text) {
		f.Add(path, "personal-data", "公开内容不得含有姓名、电话或证件号", "must not hold the sender's name, or anybody's number")
	}
}

func (v *Voice) publish(cmd Publish, m *governance.Moment) {
	v.Reply = m.Open(KindReply, Show{Publish: cmd, Channel: v.Channel, Unit: v.Desk, Voice: v.ID}).ID
}

func (v *Voice) canRevoke(Revoke, *governance.Moment) error {
	if !v.Consent {
		return governance.Refuse("未同意公开", "nothing was agreed to")
	}
	return nil
}

func (v *Voice) revoke(_ Revoke, m *governance.Moment) {
	v.Consent = false
	v.takeDown("反映人撤回同意", m)
}

// takeDown takes the public answer down, if there is one.
func (v *Voice) takeDown(why string, m *governance.Moment) {
	if v.Reply != uuid.Nil {
		m.Send(governance.Ref{Kind: KindReply, ID: v.Reply}, TakeDown{Reason: why})
		v.Reply = uuid.Nil
	}
}

func (r *Reply) show(cmd Show, _ *governance.Moment) {
	r.Channel, r.Unit, r.Asked, r.Answer, r.Parent = cmd.Channel, cmd.Unit, cmd.Asked, cmd.Publish.Answer, cmd.Voice
}

func (r *Reply) takeDown(_ TakeDown, m *governance.Moment) { r.Close(m, string(Taken)) }

func (r *Reply) whoAnswers(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(r.Unit), governance.Of(orgtree.Centre, r.District))
}

func replies() governance.Institution[Reply] {
	phases, cause := governance.Phases, governance.ByConsequence[Reply]()
	answerer := governance.By("answerer", "答复单位或中心", "the unit that answered or the centre", (*Reply).whoAnswers)
	return governance.Institution[Reply]{
		Kind: KindReply, Path: "public-replies", Source: "4 G9", Schema: 1, Public: true, Class: "channel",
		Label:    governance.Text{Zh: "公开答复", En: "public reply"},
		Sentence: governance.Text{Zh: "经反映人同意公开的答复，不含个人信息", En: "an answer made public with the sender's consent, without personal data"},
		Table: governance.Table[Reply]{
			Phases: []governance.PhaseLabel{governance.PhaseOf(Shown, "公开中", "shown"), governance.FinalPhase(Taken, "已撤下", "taken down")},
			Verbs:  []governance.VerbLabel{governance.VerbOf("show", "公开", "Show"), governance.VerbOf("take-down", "撤下", "Take down")},
			Rules: []governance.Rule[Reply]{
				governance.On(phases(governance.Unopened), phases(Shown), cause, nil, (*Reply).show).
					As("public-reply.show", "4 G9 [D]", "反映人同意的，答复可以公开", "an answer may be public if the sender agrees"),
				governance.On(phases(Shown), phases(Taken), cause.Or(answerer), nil, (*Reply).takeDown).
					As("public-reply.take-down", "4 G9 [D]", "反映人撤回同意、追问或公开有误时撤下", "it is taken down when consent is taken back, when it is pressed further, or when it was wrong"),
				governance.On(phases(Taken), nil, cause, nil, func(*Reply, TakeDown, *governance.Moment) {}).
					As("public-reply.take-down.again", "4 G9 [D]", "已撤下的不再撤", "one that is down already stays down"),
			},
		},
		File: func(r *Reply, h *governance.Header) {
			h.Unit, h.Class, h.Title = string(r.Unit), string(r.Channel), r.Asked
		},
		Audience: func(r *Reply, to []governance.Address) []governance.Address {
			if r.Phase == Shown {
				to = append(to, governance.Public)
			}
			return r.whoAnswers(to)
		},
	}
}
