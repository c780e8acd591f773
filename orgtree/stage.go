package orgtree

import (
	"slices"
	"strconv"

	"github.com/jinlin-project/jinlin/civil"
)

// Apply makes changes, in the order given, and returns the organisation that
// results. Rules are held to the result of the whole batch, so that what only
// fits together may be entered together. Either everything is accepted or the
// error is an [*InvalidError] that names every fault, under paths such as
// "changes[2].parent", and nothing has changed.
//
// It costs what the changes touch, whatever the size of the organisation. Days
// before the change look as they did before it.
func (o *Org) Apply(changes ...Change) (*Org, error) {
	s := newStage(o)
	for i, c := range changes {
		if c == nil {
			s.faults.add(at("changes", i), BadField)
			continue
		}
		c.apply(s, at("changes", i))
	}
	return s.finish()
}

func at(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }

// stage is an Org in the making: a copy whose maps are changed through an owner
// of its own, and what has to be checked before it may be shown.
type stage struct {
	org     *Org
	own     *owner
	fresh   map[Code]*unitFacts // facts made by this stage: it may write to them
	unsaid  []Code              // fresh ones whose mentions may not be in the indices yet
	units   causes[Code]        // units to check, and why
	posts   causes[string]      // posts to check, and why
	persons causes[string]
	called  []appointment
	younger []Code // units now founded later than they were
	delta   map[string]bool
	faults  faults
}

// appointment is a post that this batch fills, and by which path.
type appointment struct {
	post *Post
	path string
}

// causes are things to check in the order they were first touched, with the
// path of what touched them last. A direct touch outweighs indirect ones.
type causes[K comparable] struct {
	order []K
	by    map[K]cause
}

type cause struct {
	path   string
	direct bool
}

func (c *causes[K]) touch(k K, by cause) {
	old, known := c.by[k]
	if !known {
		c.order = append(c.order, k)
	}
	if !known || by.direct || !old.direct {
		c.by[k] = by
	}
}

func newStage(o *Org) *stage {
	next := *o
	next.delta = nil
	return &stage{
		org: &next, own: new(owner), fresh: map[Code]*unitFacts{}, delta: map[string]bool{},
		units: causes[Code]{by: map[Code]cause{}}, posts: causes[string]{by: map[string]cause{}},
		persons: causes[string]{by: map[string]cause{}},
	}
}

// finish checks the result and hands it out.
func (s *stage) finish() (*Org, error) {
	s.settle()
	s.check()
	if err := s.faults.err(); err != nil {
		return nil, err
	}
	for key := range s.delta {
		s.org.delta = append(s.org.delta, key)
	}
	slices.Sort(s.org.delta)
	return s.org, nil
}

// edit returns facts of a unit that may be written to, or nil if the unit is
// unknown.
func (s *stage) edit(code Code, by cause) *unitFacts {
	f := s.fresh[code]
	if f == nil {
		old := s.org.facts(code)
		if old == nil {
			return nil
		}
		copied := *old
		f = &copied
		s.put(f)
	}
	s.unsaid = append(s.unsaid, code)
	s.units.touch(code, by)
	return f
}

// put stores facts made by this stage.
func (s *stage) put(f *unitFacts) {
	s.fresh[f.code] = f
	s.org.units.set(s.own, string(f.code), f)
	s.delta[unitKey+string(f.code)] = true
}

// settle brings the indices up to date with the facts changed so far.
func (s *stage) settle() {
	for _, code := range s.unsaid {
		f := s.fresh[code]
		for m := range f.mentions {
			if m != "" {
				s.org.mentions.add(s.own, string(m), string(code))
			}
		}
		if f.Successor != "" {
			s.org.heirs.add(s.own, string(f.Successor), string(code))
		}
	}
	s.unsaid = s.unsaid[:0]
}

// alter is edit for a change that must happen within the life of the unit.
func (s *stage) alter(code Code, day civil.Date, path string) *unitFacts {
	f := s.edit(code, cause{path, true})
	switch {
	case f == nil:
		s.faults.add(path+".code", Unknown)
	case day < f.From:
		s.faults.add(path+".day", NotThen)
	case day >= f.End:
		s.faults.add(path+".day", AlreadyEnded)
	default:
		return f
	}
	return nil
}

// found adds a unit.
func (s *stage) found(u Unit, day civil.Date, path string) {
	switch {
	case !u.Code.Valid():
		s.faults.add(path+".code", BadCode)
		return
	case s.org.facts(u.Code) != nil:
		s.faults.add(path+".code", Duplicate)
		return
	}
	f := &unitFacts{
		code: u.Code, Kind: u.Kind, From: day, End: civil.Forever,
		Names: always(day, u.Name), Parents: always(day, u.Parent),
	}
	if u.Form != 0 {
		f.Forms = always(day, u.Form)
	}
	if u.At != "" {
		f.Ats = always(day, u.At)
	}
	if len(u.Covers) > 0 {
		f.Covers = always(day, sortedCodes(u.Covers))
	}
	s.put(f)
	s.unsaid = append(s.unsaid, u.Code)
	s.units.touch(u.Code, cause{path, true})
}

func sortedCodes(codes []Code) []Code {
	out := slices.Clone(codes)
	slices.Sort(out)
	return out
}

// setPost stores a post.
func (s *stage) setPost(p *Post, path string) {
	s.org.posts.set(s.own, p.ID, p)
	s.org.places.add(s.own, string(p.Unit), p.ID)
	s.posts.touch(p.ID, cause{path, true})
	s.delta[postKey+p.ID] = true
}

// setPerson stores a person.
func (s *stage) setPerson(id string, f *personFacts, path string) {
	s.org.persons.set(s.own, id, f)
	s.persons.touch(id, cause{path, true})
	s.delta[personKey+id] = true
}
