package voices

import (
	"cmp"
	"strings"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/voices/channel"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which voices are kept.
const Kind = "voice"

// The phases of a voice.
const (
	Open      governance.Phase = "open"      // 待答复
	Escalated governance.Phase = "escalated" // 上级督办
	Answered  governance.Phase = "answered"  // 已答复
	Converted governance.Phase = "converted" // 已转为事项
	Dropped   governance.Phase = "dropped"   // 不予受理或已撤回
)

// The outcomes beside the phases' own names.
const (
	Declined  = "declined"  // 不予受理
	Withdrawn = "withdrawn" // 撤回
)

// A Voice is something a resident has said, and what was done about it (居民心声).
type Voice struct {
	governance.Head
	Channel   channel.Channel `json:"channel" zh:"渠道" en:"Channel"`
	Group     string          `json:"group,omitempty" zh:"群名称" en:"Group"`
	Text      string          `json:"text" zh:"内容" en:"Text" personal:"content"`
	Sender    Sender          `json:"sender" zh:"反映人" en:"Sender"`
	Consent   bool            `json:"consent,omitempty" zh:"同意公开答复" en:"Agrees that the answer is made public"`
	Place     orgtree.Code    `json:"place" zh:"所在" en:"Place"`
	Community orgtree.Code    `json:"community,omitempty" zh:"社区" en:"Community"`
	Compound  orgtree.Code    `json:"compound,omitempty" zh:"小区" en:"Compound"`
	Desk      orgtree.Code    `json:"desk" zh:"答复单位" en:"Unit that answers"`
	Town      orgtree.Code    `json:"town,omitempty" zh:"督办单位" en:"Town that sees to it"`
	Late      bool            `json:"late,omitempty" zh:"曾督办" en:"The town had to see to it"`
	Answer    string          `json:"answer,omitempty" zh:"答复" en:"Answer" personal:"content"`
	Pressed   int             `json:"pressed,omitempty" zh:"追问次数" en:"Times it was pressed"`
	Reply     uuid.UUID       `json:"reply,omitzero" zh:"公开答复" en:"Public answer"`
	Matter    string          `json:"matter,omitempty" zh:"转为事项" en:"Matter it became"`
	Came      string          `json:"came,omitempty" zh:"事项结果" en:"What came of the matter"`
}

// A Sender is whoever spoke, as far as they say. The account is not among it.
type Sender struct {
	Name  string `json:"name,omitempty" zh:"姓名" en:"Name" rule:"max=50" personal:"identity" mask:"name"`
	Phone string `json:"phone,omitempty" zh:"电话" en:"Phone" rule:"max=30" personal:"identity" mask:"phone"`
}

// mostPresses is how often an answer may be pressed further [D]: once, as a matter is
// reworked once; whoever is still not content has the matter itself.
const mostPresses = 1

func (v *Voice) canLeave(cmd Leave, m *governance.Moment) error {
	var f governance.Faults
	switch {
	case len(m.Org.Answers(cmd.Place)) == 0:
		f.Add("place", "nobody-answers", "没有单位为这里负责", "is not a place that anybody answers for")
	case cmd.Channel == channel.InGroup:
		f.Add("channel", "recorded", "群里的话由社区记录", "what is said in groups is recorded by the community")
	}
	return f.Err()
}

func (v *Voice) leave(cmd Leave, m *governance.Moment) {
	v.Channel, v.Text, v.Sender, v.Consent, v.Place = cmd.Channel, cmd.Text, cmd.Sender, cmd.Consent, cmd.Place
	v.Subject = m.Actor.Person
	v.receive(m.Actor.Person, m)
}

// canRecord: those whose community it is write down what was said in its groups.
func (v *Voice) canRecord(cmd Record, m *governance.Moment) error {
	var f governance.Faults
	community := f.InCommunity("place", cmd.Place, m)
	if err := f.Err(); err != nil {
		return err
	}
	if !m.ActsFor(community, m.UnitAt(governance.Of(orgtree.Compound, cmd.Place))) {
		return governance.Refuse("由社区或小区记录", "the community or the compound records it")
	}
	return nil
}

func (v *Voice) record(cmd Record, m *governance.Moment) {
	v.Channel, v.Group, v.Text, v.Sender, v.Place = channel.InGroup, cmd.Group, cmd.Text, cmd.Sender, cmd.Place
	v.Subject = cmd.Person
	who := cmd.Person
	if who == "" {
		who = cmd.Group + "|" + cmd.Sender.Name + "|" + cmd.Sender.Phone
	}
	v.receive(who, m)
}

func (v *Voice) reply(cmd Respond, m *governance.Moment) {
	v.Answer = cmd.Text
	v.met(m)
	v.Close(m, string(Answered))
}

// met ends the clocks of answering.
func (v *Voice) met(m *governance.Moment) {
	v.MeetAll(m, LimitAnswer)
	v.MeetAll(m, LimitSupervise)
}

func (v *Voice) decline(_ Decline, m *governance.Moment) {
	v.met(m)
	v.Close(m, Declined)
}

// withdraw leaves it uncounted; the same may be said again.
func (v *Voice) withdraw(cmd Withdraw, m *governance.Moment) {
	m.Release(claim(m.Actor.Person, v.Text))
	v.Close(m, Withdrawn)
}

// escalate has the town see to it; the unit that is late stays on its clock.
func (v *Voice) escalate(_ Escalate, m *governance.Moment) {
	v.Late = true
	v.Start(m, LimitSupervise, v.Town)
}

func (v *Voice) canPress(Press, *governance.Moment) error {
	if v.Pressed >= mostPresses {
		return governance.Refuse("追问次数已满，可以提交为事项", "it has been pressed before; it may be sent as a matter")
	}
	return nil
}

func (v *Voice) press(_ Press, m *governance.Moment) {
	v.Pressed++
	v.Reopen()
	v.takeDown("反映人追问", m)
	v.begin(m)
}

func (v *Voice) canConvert(cmd Convert, m *governance.Moment) error {
	if v.Erased {
		return governance.Refuse("个人信息已删除", "personal data has been erased")
	}
	var f governance.Faults
	f.Unit("place", cmd.Place, m)
	return f.Err()
}

// convert turns it into a record of the kind that takes it: in the sender's name, or
// in the unit's where it is not known whose account that is.
func convert(kind string) func(*Voice, Convert, *governance.Moment) {
	return func(v *Voice, cmd Convert, m *governance.Moment) {
		refer := governance.Refer{
			Title: heading(v.Text), Text: v.Text, Category: cmd.Category, Unit: cmp.Or(cmd.Place, v.Place), Address: cmd.Address, Subject: v.Subject,
		}
		if v.Subject == "" {
			refer.From = v.Desk
		}
		v.Matter = string(governance.OriginOf(m.Open(kind, refer)))
		v.met(m)
		v.Close(m, string(Converted))
	}
}

func (v *Voice) concluded(cmd governance.Concluded, _ *governance.Moment) { v.Came = cmd.Outcome }

// heading is the beginning of a text, as a title.
func heading(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	if runes := []rune(line); len(runes) > 30 {
		return string(runes[:30]) + "…"
	}
	return line
}
