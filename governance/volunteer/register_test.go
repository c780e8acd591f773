package volunteer_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/volunteer/talent"
	"github.com/jinlin-project/jinlin/governance/volunteer/team"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// profile is somebody who can repair things and drive.
func profile(name string) talent.Profile {
	return talent.Profile{Name: name, Sort: "keen", Skills: []governance.Skill{"repair", "driving"}, Place: districttest.Compound}
}

// registered is somebody in the register who has an account.
func registered(w *districttest.World, person string) governance.Ref {
	w.Helper()
	ref := w.Do("community", talent.Kind, uuid.Nil, talent.Survey{Profile: profile("张三"), Person: person})
	return w.Do(person, talent.Kind, ref.ID, talent.Agree{})
}

// 4 G10, talent.survey and talent.agree [D]: whoever answers for the place finds people
// by survey; nobody stands in the register without agreeing, and who has an account
// agrees themselves.
func TestTheRegisterIsSurveyed(t *testing.T) {
	w := open(t)
	for who, may := range map[string]bool{"compound": true, "community": true, "town": true, "resident": false, "community-2": false} {
		_, err := w.Try(who, talent.Kind, uuid.Nil, talent.Survey{Profile: profile("李四")})
		require.Equal(t, may, err == nil, "%s: %v", who, err)
	}
	ref := w.Do("community", talent.Kind, uuid.Nil, talent.Survey{Profile: profile("张三"), Person: "resident"})
	require.False(t, stands(t, w, "resident"), "has not agreed")
	_, err := w.Try("community", talent.Kind, ref.ID, talent.Agree{})
	require.ErrorAs(t, err, new(*governance.NotAllowedError), "the person agrees themselves")
	w.Do("resident", talent.Kind, ref.ID, talent.Agree{})
	require.True(t, stands(t, w, "resident"))

	var conflict *governance.ConflictError
	_, err = w.Try("community", talent.Kind, uuid.Nil, talent.Survey{Profile: profile("张三"), Person: "resident"})
	require.ErrorAs(t, err, &conflict, "once")
	w.Do("resident", talent.Kind, ref.ID, talent.Leave{})
	require.False(t, stands(t, w, "resident"), "has left")
	w.Do("resident", talent.Kind, uuid.Nil, talent.Offer{Profile: profile("张三")}) // and may come back
	require.False(t, stands(t, w, "resident"), "has not been accepted")
}

// stands says whether somebody stands in the register: whether a team would take them.
func stands(t *testing.T, w *districttest.World, person string) bool {
	t.Helper()
	ref := w.Do("compound", team.Kind, uuid.Nil, team.Form{Founding: team.Founding{Name: "巡逻队", Place: districttest.Compound}})
	_, err := w.Try(person, team.Kind, ref.ID, team.Join{})
	return err == nil
}

// 4 G10, team.draw, and team.join [D]: the members of a team stand in the register, each
// once; whoever leads it is one of them.
func TestATeamIsDrawnFromTheRegister(t *testing.T) {
	w := open(t)
	ref := w.Do("compound", team.Kind, uuid.Nil, team.Form{Founding: team.Founding{Name: "巡逻队", Place: districttest.Compound}})
	found := w.Do("community", talent.Kind, uuid.Nil, talent.Survey{Profile: profile("李四")})
	one, two := registered(w, "resident"), registered(w, "resident-2")
	refused := func(who string, cmd governance.Command) {
		t.Helper()
		_, err := w.Try(who, team.Kind, ref.ID, cmd)
		require.Error(t, err)
	}
	refused("compound", team.Draw{Talent: found.ID}) // has not agreed
	refused("compound", team.Draw{Talent: uuid.New()})
	refused("resident-3", team.Join{}) // is not registered
	refused("resident", team.Draw{Talent: one.ID})
	w.Do("compound", team.Kind, ref.ID, team.Draw{Talent: one.ID})
	refused("compound", team.Draw{Talent: one.ID})
	refused("resident", team.Join{})
	refused("compound", team.NameLeader{Talent: two.ID})
	w.Do("resident-2", team.Kind, ref.ID, team.Join{})
	w.Do("compound", team.Kind, ref.ID, team.NameLeader{Talent: two.ID})
	require.Equal(t, []talent.Registration{{Talent: one.ID, Person: "resident"}, {Talent: two.ID, Person: "resident-2"}}, districttest.Record[team.Team](w, ref).Members)

	w.Do("resident-2", team.Kind, ref.ID, team.Quit{})
	is := districttest.Record[team.Team](w, ref)
	require.Len(t, is.Members, 1)
	require.Zero(t, is.Leader, "a team without its leader has none")
	refused("resident-2", team.Quit{})
}

// 4 G10 [D]: a team has 60 members at most; a larger one is two.
func TestATeamIsFull(t *testing.T) {
	w := open(t)
	ref := w.Do("compound", team.Kind, uuid.Nil, team.Form{Founding: team.Founding{Name: "巡逻队", Place: districttest.Compound}})
	people := w.Move("volunteer", 61, districttest.Compound)
	for i, person := range people {
		registered(w, person)
		_, err := w.Try(person, team.Kind, ref.ID, team.Join{})
		require.Equal(t, i < 60, err == nil, "%d: %v", i, err)
	}
}
