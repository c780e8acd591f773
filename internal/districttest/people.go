package districttest

import (
	"fmt"
	"sync"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/scripttest"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/orgtree/synth"
)

// The units that scenarios are about. Their names in scripts are those of the
// tree: 海沧街道, 海沧社区, 紫金家园; 新阳街道, 霞阳社区, 明珠雅居.
const (
	District    orgtree.Code = "350205"
	Centre      orgtree.Code = "350205C00"
	Town        orgtree.Code = "350205001"
	Community   orgtree.Code = "350205001001"
	Compound    orgtree.Code = "350205001001001"
	BareYard    orgtree.Code = "350205001001002" // a compound without a branch
	Building    orgtree.Code = "350205001001001001"
	Town2       orgtree.Code = "350205002"
	Community2  orgtree.Code = "350205002006"
	Compound2   orgtree.Code = "350205002006001"
	Department1 orgtree.Code = "350205D01"
	Department2 orgtree.Code = "350205D02"
	Department3 orgtree.Code = "350205D03"
	Alliance    orgtree.Code = "350205001001A01"
)

// A person is somebody scripts call by a name: the holder of a post, or a
// resident.
type person struct {
	name string
	post orgtree.PostKind // zero: a resident
	unit orgtree.Code     // of the post, or where they live
}

// people are the demonstration's accounts, and some of the residents' neighbours.
var people = []person{
	{"resident", 0, Compound}, {"resident-2", 0, Compound}, {"resident-3", 0, Compound}, {"neighbour", 0, Community2},
	{"building", orgtree.BuildingHead, Building},
	{"compound", orgtree.CompoundSecretary, "P350205001001001"}, {"compound-2", orgtree.CompoundSecretary, "P350205002006001"},
	{"community", orgtree.CommunityWorker, Community}, {"community-2", orgtree.CommunityWorker, Community2},
	{"town", orgtree.TownClerk, Town}, {"town-2", orgtree.TownClerk, Town2},
	{"centre", orgtree.CentreClerk, Centre}, {"district", orgtree.Secretary, "P350205"},
	{"department-1", orgtree.DepartmentClerk, Department1}, {"department-2", orgtree.DepartmentClerk, Department2}, {"department-3", orgtree.DepartmentClerk, Department3},
	{"mediator", orgtree.Mediator, Community}, {"leader", orgtree.ContactLeader, "P350205001001"}, {"volunteer", orgtree.Volunteer, Community},
}

// People are the names by which scripts call people.
func People() (names []string) {
	for _, p := range people {
		names = append(names, p.name)
	}
	return names
}

// since is the first day of everything that is not of the district itself.
var since = civil.MustParse("2018-01-01")

// settled is the district with the residents in it, made once.
var settled = sync.OnceValues(func() (*orgtree.Org, error) {
	org, err := synth.Haicang()
	if err != nil {
		return nil, err
	}
	var changes []orgtree.Change
	for _, p := range people {
		if p.post == 0 {
			changes = append(changes, orgtree.SetPerson{Day: since, Person: orgtree.Person{ID: p.name, Home: p.unit}})
		}
		if p.post == orgtree.BuildingHead {
			changes = append(changes, orgtree.SetPerson{Day: since, Person: orgtree.Person{ID: p.name, Home: p.unit}},
				orgtree.Appoint{ID: p.name, Post: orgtree.Post{Kind: p.post, Unit: p.unit, Person: p.name, From: since}})
		}
	}
	return org.Apply(changes...)
})

// persons finds the ids of those who hold the posts when a world begins.
func (w *World) persons() map[string]string {
	tree := w.Tree()
	ids := scripttest.Holders(tree)
	for _, p := range people {
		if p.post == 0 {
			continue
		}
		holders := tree.Holders(p.post, p.unit)
		require.NotEmpty(w, holders, "nobody holds the post of %s", p.name)
		ids[p.name] = holders[0].Person
	}
	return ids
}

// Person is the id of somebody scripts call by a name, or the name itself for a
// resident who is only ever that name: "voter-7".
func (w *World) Person(name string) string {
	if id, ok := w.ids[name]; ok {
		return id
	}
	return name
}

// Actor is somebody as they act, with the posts held today; "system" is time.
func (w *World) Actor(name string) governance.Actor {
	if name == "system" {
		return governance.Actor{System: true}
	}
	return governance.ActorOf(w.Tree(), name, w.Person(name))
}

// ends ends the post that somebody holds, from today on.
func (s *stage) ends(name string) {
	w := s.World
	for _, post := range w.Tree().PostsOf(w.Person(name)) {
		w.Change(orgtree.EndPost{ID: post.ID, Day: civil.DateOf(w.Now())})
	}
	s.Players[name] = governance.Actor{Account: name, Person: s.Players[name].Person}
}

// Move has residents come to live somewhere: n of them, called prefix-1 and on.
func (w *World) Move(prefix string, n int, home orgtree.Code) (names []string) {
	var changes []orgtree.Change
	for i := range n {
		names = append(names, fmt.Sprintf("%s-%d", prefix, i+1))
		changes = append(changes, orgtree.SetPerson{Day: civil.DateOf(w.Now()), Person: orgtree.Person{ID: names[i], Home: home}})
	}
	w.Change(changes...)
	return names
}
