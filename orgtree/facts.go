package orgtree

import "github.com/jinlin-project/jinlin/civil"

// unitFacts is everything ever known about one unit: the value of its field
// "u.CODE". It is never written to once it is part of an Org.
type unitFacts struct {
	code      Code
	Kind      Kind             `json:"kind"`
	From      civil.Date       `json:"from"`
	End       civil.Date       `json:"end"`                 // first day it no longer exists; Forever while it does
	Successor Code             `json:"successor,omitempty"` // who has its work since End
	Names     timeline[string] `json:"names"`
	Parents   timeline[Code]   `json:"parents"`
	Forms     timeline[Form]   `json:"forms,omitempty"`
	Ats       timeline[Code]   `json:"ats,omitempty"`
	Covers    timeline[[]Code] `json:"covers,omitempty"`
}

func (f *unitFacts) life() span { return span{f.From, f.End} }

func (f *unitFacts) aliveOn(day civil.Date) bool { return f.life().has(day) }

// on reads the unit as it is on a day of its life.
func (f *unitFacts) on(day civil.Date) Unit {
	return Unit{
		Code: f.code, Kind: f.Kind,
		Name: f.Names.on(day), Parent: f.Parents.on(day), Form: f.Forms.on(day),
		At: f.Ats.on(day), Covers: f.Covers.on(day),
	}
}

// endOn ends the unit: facts of later days never come to hold.
func (f *unitFacts) endOn(day civil.Date, successor Code) {
	f.End, f.Successor = day, successor
	f.Names, f.Parents, f.Forms = f.Names.before(day), f.Parents.before(day), f.Forms.before(day)
	f.Ats, f.Covers = f.Ats.before(day), f.Covers.before(day)
}

// mentions yields every unit the facts refer to, some of them repeatedly.
func (f *unitFacts) mentions(yield func(Code) bool) {
	for _, d := range f.Parents {
		if !yield(d.Is) {
			return
		}
	}
	for _, d := range f.Ats {
		if !yield(d.Is) {
			return
		}
	}
	for _, d := range f.Covers {
		for _, c := range d.Is {
			if !yield(c) {
				return
			}
		}
	}
	yield(f.Successor)
}

// plain reports whether the unit has but one name and one parent, from its
// first day on, and nothing else: as all units of an imported file have. Such
// units live in a block.
func (f *unitFacts) plain() bool {
	return f.End == civil.Forever && f.Successor == "" && len(f.Names) == 1 && len(f.Parents) == 1 &&
		(len(f.Forms) == 0 || len(f.Forms) == 1 && f.Forms[0].On == f.From && f.Forms[0].Is != 0) &&
		len(f.Ats) == 0 && len(f.Covers) == 0
}

// personFacts is everything ever known about one person: the value of the
// field "h.ID".
type personFacts struct {
	Members timeline[bool] `json:"members"`
	Homes   timeline[Code] `json:"homes"`
}

func (f *personFacts) on(id string, day civil.Date) Person {
	return Person{ID: id, Member: f.Members.on(day), Home: f.Homes.on(day)}
}
