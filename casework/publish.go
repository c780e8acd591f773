package casework

import (
	"context"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/notice"
)

// Publish posts the matter on the community's Party-affairs notice board
// (社区党务公开栏) [R]: what was asked, who handled it, how it ended, when. The
// summary carries no personal data, of this sender or of one whose matter was merged into it.
type Publish struct {
	Summary string `json:"summary" zh:"公开摘要" en:"Summary" rule:"required,max=500"`
}

// Verb is "publish".
func (Publish) Verb() string { return "publish" }

func (c *Case) canPublish(cmd Publish, m *governance.Moment) error {
	if !c.Published.IsZero() {
		return governance.Refuse("已公开", "it has been published")
	}
	var f governance.Faults
	others, _ := governance.Answered[bool](m, KindCase, "identified")
	if others || c.identifies(governance.Bare(cmd.Summary)) || governance.HoldsNumber(cmd.Summary) {
		f.Add("summary", "personal-data", "公开内容不得含有姓名、电话、证件号、坐标或详细地址", "must not hold a name, a number, a coordinate or an address of the sender")
	}
	return f.Err()
}

// suspects are the matters whose senders a summary could name.
type suspects struct {
	Matters []uuid.UUID `json:"matters"`
	Summary string      `json:"summary"`
}

// wantsIdentified asks of the matters merged into one, which it is published
// for as well.
func (c *Case) wantsIdentified(cmd Publish, _ *governance.Moment) suspects {
	return suspects{c.Merged, cmd.Summary}
}

// askIdentified answers whether a summary identifies one of the senders.
func askIdentified() governance.Question {
	return governance.Ask("identified", func(ctx context.Context, r *governance.Reader, p suspects) (bool, error) {
		bare := governance.Bare(p.Summary)
		for _, id := range p.Matters {
			rec, err := r.Get(ctx, id)
			if err != nil || rec.(*Case).identifies(bare) {
				return true, err
			}
		}
		return false, nil
	}).As("2.2 [R]", governance.Text{Zh: "公开内容是否含有当事人信息", En: "whether a summary identifies a sender"},
		governance.Text{Zh: "公开摘要是否含有并案事项反映人的信息", En: "whether a summary holds what a merged matter's sender gave of themselves"}).ToDecisions()
}

// identifies reports whether a summary repeats what the sender said of
// themselves or of the place, however it is spaced, punctuated or widened.
func (c *Case) identifies(summary governance.BareText) bool {
	return summary.Repeats(c.Sender.Name, shortestName) || summary.Repeats(c.Sender.Phone, shortestPhone) ||
		summary.Repeats(c.Place.Coordinate, shortestPhone) || summary.Repeats(c.Place.Address, longAddress)
}

// From how many characters on something says who or where: a name, the digits
// of a local number, an address that is more than "building three".
const (
	shortestName  = 2
	shortestPhone = 6
	longAddress   = 8
)

func (c *Case) publish(cmd Publish, m *governance.Moment) {
	post := notice.Post{
		Community: c.Community, Matter: c.ID, Serial: c.Serial, Category: c.Category,
		Asked: cmd.Summary, Outcome: string(c.Conclusion), Completed: c.Completed,
	}
	for i := range c.Units {
		post.Handlers = append(post.Handlers, c.Units[i].Unit)
	}
	c.Published = m.Now()
	c.Notice = m.Open(notice.Kind, post).ID
	c.askForRatings(m)
}

func (c *Case) withdrawNotice(m *governance.Moment) {
	m.Send(governance.Ref{Kind: notice.Kind, ID: c.Notice}, notice.Retract{Reason: "事项重新办理"})
	c.Notice = uuid.Nil
}
