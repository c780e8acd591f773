package activity

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
)

func (a *Activity) canJoin(cmd Join, m *governance.Moment) error {
	switch {
	case a.Capacity == 0:
		return governance.Refuse("无须报名，可直接参加", "nobody has to sign up")
	case a.Taken >= a.Capacity && a.Waiting >= a.Waitlist:
		return governance.Refuse("名额和候补名额已满", "all places are taken, on the waiting list too")
	}
	var f governance.Faults
	if (cmd.Person != "" || cmd.Name != "") && !m.IsAmong(a.whoHosts) {
		f.Add("person", "not-yours", "只有主办单位可以代他人报名", "only the organiser signs up others")
	}
	if cmd.Person != "" && cmd.Name != "" {
		f.Add("name", "unexpected", "人员与姓名只填一项", "goes without a person's id")
	}
	return f.Err()
}

func (a *Activity) join(cmd Join, m *governance.Moment) {
	if cmd.Person == "" && cmd.Name == "" {
		cmd.Person = m.Actor.Person
	}
	seated := a.Taken < a.Capacity
	a.Numbers++
	if seated {
		a.Taken++
	} else {
		a.Waiting++
	}
	m.Open(KindSignUp, Register{
		Activity: a.ID, Hosted: a.Hosted, Place: a.Place, Number: a.Numbers, Seated: seated, Person: cmd.Person, Name: cmd.Name,
	})
}

func (a *Activity) vacate(cmd Vacate, m *governance.Moment) {
	if cmd.Waiting {
		a.Waiting--
		return
	}
	a.Taken--
	a.fill(m)
}

// fill gives free places to those who have waited longest.
func (a *Activity) fill(m *governance.Moment) {
	waiting, _ := governance.Answered[[]uuid.UUID](m, KindSignUp, "waiting")
	for _, id := range waiting[:min(len(waiting), a.Capacity-a.Taken)] {
		m.Send(governance.Ref{Kind: KindSignUp, ID: id}, Seat{})
		a.Taken++
		a.Waiting--
	}
}

func (a *Activity) come(Came, *governance.Moment) { a.Came++ }

func (a *Activity) begin(_ Begin, m *governance.Moment) {
	a.void(m, "waiting", Unseated)
	a.Waiting = 0
}

// void says to those who wait, or who have places, that nothing comes of it.
func (a *Activity) void(m *governance.Moment, whose, outcome string) {
	ids, _ := governance.Answered[[]uuid.UUID](m, KindSignUp, whose)
	for _, id := range ids {
		m.Send(governance.Ref{Kind: KindSignUp, ID: id}, Void{outcome})
	}
}

func (a *Activity) end(_ End, m *governance.Moment) { a.Start(m, LimitAccount, a.Host) }

func (a *Activity) conclude(cmd Conclude, m *governance.Moment) {
	a.Account, a.Others = cmd.Text, cmd.Others
	missing, _ := governance.Answered[[]uuid.UUID](m, KindSignUp, "seated")
	for _, id := range missing {
		m.Send(governance.Ref{Kind: KindSignUp, ID: id}, Miss{})
	}
	a.Absent = len(missing)
	a.MeetAll(m, LimitAccount)
	a.Close(m, string(Concluded))
}

func (a *Activity) cancel(_ Cancel, m *governance.Moment) {
	a.void(m, "waiting", Cancelled)
	a.void(m, "seated", Cancelled)
	a.Taken, a.Waiting = 0, 0
	a.Close(m, Cancelled)
}
