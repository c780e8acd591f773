package need

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/mutualaid/help"
)

// What becomes of a need from its agreed time on, and how it ends before.

func (n *Need) begin(_ Begin, m *governance.Moment) {
	n.again(m)
	if n.Phase = Underway; n.Taken == 0 {
		n.unmet(m)
	}
}

// unmet gives it back to the community to arrange otherwise.
func (n *Need) unmet(m *governance.Moment) {
	n.Phase = Unmet
	n.Start(m, LimitArrange, n.Community)
}

func (n *Need) settle(cmd help.Settle, m *governance.Moment) {
	n.Settled++
	if cmd.Served {
		n.Served++
		n.Minutes += cmd.Minutes
	}
	switch {
	case n.Settled < n.Taken:
	case n.Served > 0:
		n.end(m, string(Done))
		n.Phase = Done
	default:
		n.unmet(m)
	}
}

func (n *Need) cancel(_ Cancel, m *governance.Moment) {
	outcome := Cancelled
	if n.Phase == Unmet {
		outcome = string(Unmet)
	}
	n.release(m)
	n.end(m, outcome)
}

func (n *Need) canSkip(_ Skip, _ *governance.Moment) error {
	if n.Repeat == nil {
		return governance.Refuse("不是周期需求", "it does not recur")
	}
	return nil
}

func (n *Need) skip(_ Skip, m *governance.Moment) {
	n.release(m)
	n.again(m)
	n.end(m, Skipped)
}

// release tells those who have taken it that they need not come.
func (n *Need) release(m *governance.Moment) {
	help.ReleaseAll(m)
	n.Taken, n.Revealed = 0, nil
}

// convert hands it to the institution of matters, linked both ways.
func convert(matter string) func(*Need, Convert, *governance.Moment) {
	return func(n *Need, cmd Convert, m *governance.Moment) {
		n.release(m)
		n.Matter = m.Open(matter, governance.Refer{
			Title: n.Title, Text: n.Text + "（" + string(cmd.Reason) + "）", Category: cmd.Category,
			Unit: n.Place, Address: n.Contact.Address, Subject: n.Subject, From: n.Unit,
		}).ID
		n.end(m, string(Converted))
	}
}

func (n *Need) concluded(cmd governance.Concluded, _ *governance.Moment) { n.Ended = cmd.Outcome }

// end closes the need; clocks that were run for it have done their work.
func (n *Need) end(m *governance.Moment, outcome string) {
	n.MeetAll(m, LimitCheck)
	n.MeetAll(m, LimitOrder)
	n.MeetAll(m, LimitArrange)
	n.Close(m, outcome)
}
