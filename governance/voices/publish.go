package voices

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/voices/reply"
)

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
	v.Reply = m.Open(reply.Kind, reply.Show{Asked: cmd.Asked, Answer: cmd.Answer, Channel: v.Channel, Unit: v.Desk, Voice: v.ID}).ID
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
		m.Send(governance.Ref{Kind: reply.Kind, ID: v.Reply}, reply.TakeDown{Reason: why})
		v.Reply = uuid.Nil
	}
}
