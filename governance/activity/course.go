package activity

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/activity/signup"
)

func (a *Activity) canJoin(cmd Join, m *governance.Moment) error {
	switch {
	case a.Capacity == 0:
		return governance.Refuse("无须报名，可直接参加", "nobody has to sign up")
	case a.Taken >= a.Capacity && a.Waiting >= a.Waitlist:
		return governance.Refuse("名额和候补名额已满", "all places are taken, on the waiting list too")
	}
	var f governance.Faults
	if (cmd.Person != "" || cmd.Name != "") && !m.IsAmong(a.WhoHosts) {
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
	m.Open(signup.Kind, signup.Register{
		Activity: a.ID, Hosted: a.Hosted, Place: a.Place, Number: a.Numbers, Seated: seated, Person: cmd.Person, Name: cmd.Name,
	})
}

func (a *Activity) vacate(cmd signup.Vacate, m *governance.Moment) {
	if cmd.Waiting {
		a.Waiting--
		return
	}
	a.Taken--
	a.fill(m)
}

// fill gives free places to those who have waited longest.
func (a *Activity) fill(m *governance.Moment) {
	waiting, _ := governance.Answered[[]uuid.UUID](m, signup.Kind, "waiting")
	for _, id := range waiting[:min(len(waiting), a.Capacity-a.Taken)] {
		m.Send(governance.Ref{Kind: signup.Kind, ID: id}, signup.Seat{})
		a.Taken++
		a.Waiting--
	}
}

func (a *Activity) come(signup.Came, *governance.Moment) { a.Came++ }

func (a *Activity) begin(_ Begin, m *governance.Moment) {
	a.tell(m, "waiting", signup.Void{Outcome: signup.Unseated})
	a.Waiting = 0
}

// tell gives a command to the sign-ups of those who wait, or who have places, and
// returns how many they are.
func (a *Activity) tell(m *governance.Moment, whose string, cmd governance.Command) int {
	ids, _ := governance.Answered[[]uuid.UUID](m, signup.Kind, whose)
	for _, id := range ids {
		m.Send(governance.Ref{Kind: signup.Kind, ID: id}, cmd)
	}
	return len(ids)
}

func (a *Activity) end(_ End, m *governance.Moment) { a.Start(m, LimitAccount, a.Host) }

func (a *Activity) conclude(cmd Conclude, m *governance.Moment) {
	a.Account, a.Others = cmd.Text, cmd.Others
	a.Absent = a.tell(m, "seated", signup.Miss{})
	a.MeetAll(m, LimitAccount)
	a.Close(m, string(Concluded))
}

func (a *Activity) cancel(_ Cancel, m *governance.Moment) {
	a.tell(m, "waiting", signup.Void{Outcome: signup.Cancelled})
	a.tell(m, "seated", signup.Void{Outcome: signup.Cancelled})
	a.Taken, a.Waiting = 0, 0
	a.Close(m, Cancelled)
}
