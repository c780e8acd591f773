package demo

import (
	"crypto/sha256"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A level is one row of the table of demo accounts: who holds the account, by
// the place they act for or live in.
type level struct {
	account string
	level   string
	post    orgtree.PostKind // zero: none, somebody who lives there
	place   func(*orgtree.Tree) orgtree.Code
	seat    bool // the post is in the Party organisation that leads at the place
	single  bool // there is one such post, which somebody holds already
}

// levels are the demo accounts in the order in which they are listed. The first
// of each level may do all its level may. Those of the level building act for
// nobody: they may do what a resident may, and what falls to them in person as a
// neighbour, mediator, volunteer or contact leader.
var levels = []level{
	{account: "resident", level: "resident", place: compoundOf(first)},
	{account: "building", level: "building", post: orgtree.BuildingHead, place: buildingOf(first)},
	{account: "compound", level: "compound", post: orgtree.CompoundSecretary, place: compoundOf(first), seat: true, single: true},
	{account: "community", level: "community", post: orgtree.CommunityWorker, place: first},
	{account: "town", level: "town", post: orgtree.TownClerk, place: townOf(first)},
	{account: "centre", level: "centre", post: orgtree.CentreClerk, place: centre},
	{account: "department-1", level: "department", post: orgtree.DepartmentClerk, place: department(0)},
	{account: "department-2", level: "department", post: orgtree.DepartmentClerk, place: department(1)},
	{account: "department-3", level: "department", post: orgtree.DepartmentClerk, place: department(2)},
	{account: "district", level: "district", post: orgtree.Secretary, place: district, seat: true, single: true},
	{account: "compound-2", level: "compound", post: orgtree.CompoundSecretary, place: compoundOf(second), seat: true, single: true},
	{account: "community-2", level: "community", post: orgtree.CommunityWorker, place: second},
	{account: "town-2", level: "town", post: orgtree.TownClerk, place: townOf(second)},
	{account: "resident-2", level: "building", place: buildingOf(first)},
	{account: "resident-3", level: "building", place: buildingOf(first)},
	{account: "neighbour", level: "building", place: buildingOf(second)},
	{account: "mediator", level: "building", post: orgtree.Mediator, place: first},
	{account: "volunteer", level: "building", post: orgtree.Volunteer, place: first},
	{account: "leader", level: "building", post: orgtree.ContactLeader, place: first, seat: true},
}

// password is the published password of an account, until somebody changes it.
func (l *level) password() string { return "jinlin-" + l.account }

// id derives what is to be the same at every start.
func (l *level) id(what string) string {
	return uuid.NewSHA1(uuid.NameSpaceOID, sum("jinlin demo "+what+" "+l.account)).String()
}

func sum(text string) []byte {
	s := sha256.Sum256([]byte(text))
	return s[:]
}

// unit is where the post is.
func (l *level) unit(tree *orgtree.Tree) orgtree.Code {
	at := l.place(tree)
	if l.seat {
		at, _ = tree.PartyOf(at)
	}
	return at
}

// person is who holds the account: whoever holds the only post of its kind, or
// somebody of our own.
func (l *level) person(tree *orgtree.Tree) string {
	if l.single {
		post, _ := tree.Holder(l.post, l.unit(tree))
		return post.Person
	}
	return l.id("person")
}

// hire is what makes the person of the account, with their home and post.
func (l *level) hire(tree *orgtree.Tree, day civil.Date) []orgtree.Change {
	if l.single {
		return nil
	}
	unit := l.unit(tree)
	home, lives := tree.Compound(unit)
	if !lives {
		home, _ = tree.PartyOf(unit)
	}
	out := []orgtree.Change{orgtree.SetPerson{Person: orgtree.Person{ID: l.id("person"), Member: l.post != 0, Home: home}, Day: day}}
	if l.post != 0 {
		out = append(out, orgtree.Appoint{ID: l.id("post"), Post: orgtree.Post{Kind: l.post, Unit: unit, Person: l.id("person"), From: day}})
	}
	return out
}

// The places of the accounts, by where they stand in the district.

func district(*orgtree.Tree) orgtree.Code { return Root }

func centre(tree *orgtree.Tree) orgtree.Code {
	code, _ := tree.Centre(Root)
	return code
}

func department(n int) func(*orgtree.Tree) orgtree.Code {
	return func(tree *orgtree.Tree) orgtree.Code { return tree.Departments(Root)[n].Code }
}

// first is the first community of the first town, second that of the second.
func first(tree *orgtree.Tree) orgtree.Code { return community(tree, 0) }

func second(tree *orgtree.Tree) orgtree.Code { return community(tree, 1) }

func community(tree *orgtree.Tree, town int) orgtree.Code {
	towns := tree.Children(Root, orgtree.Town)
	return tree.Children(towns[town].Code, orgtree.Community)[0].Code
}

func townOf(community func(*orgtree.Tree) orgtree.Code) func(*orgtree.Tree) orgtree.Code {
	return func(tree *orgtree.Tree) orgtree.Code {
		town, _ := tree.Town(community(tree))
		return town
	}
}

// compoundOf is the first compound that has a Party organisation.
func compoundOf(community func(*orgtree.Tree) orgtree.Code) func(*orgtree.Tree) orgtree.Code {
	return func(tree *orgtree.Tree) orgtree.Code {
		for _, c := range tree.Children(community(tree), orgtree.Compound) {
			if _, led := tree.PartyOf(c.Code); led {
				return c.Code
			}
		}
		return ""
	}
}

func buildingOf(community func(*orgtree.Tree) orgtree.Code) func(*orgtree.Tree) orgtree.Code {
	return func(tree *orgtree.Tree) orgtree.Code {
		return tree.Children(compoundOf(community)(tree), orgtree.Building)[0].Code
	}
}
