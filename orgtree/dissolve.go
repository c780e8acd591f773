package orgtree

import (
	"slices"

	"github.com/jinlin-project/jinlin/civil"
)

// ending is the end of one unit, and the fields of the change that say so.
type ending struct {
	code, successor Code
	day             civil.Date
	by              cause
	codePath        string
	successorPath   string
}

// dissolve ends a unit and hands what depends on it to the successor.
func (s *stage) dissolve(e ending) {
	code, successor, day, path := e.code, e.successor, e.day, e.by.path
	f := s.edit(code, e.by)
	switch {
	case f == nil:
		s.faults.add(e.codePath, Unknown)
		return
	case day <= f.From:
		s.faults.add(e.codePath, NotThen)
		return
	case day >= f.End:
		s.faults.add(e.codePath, AlreadyEnded)
		return
	case successor == "" || successor == code:
		s.faults.add(e.successorPath, NoSuccessor)
		return
	}
	f.endOn(day, successor)
	s.settle()
	for _, by := range slices.Collect(s.org.mentioning(code)) {
		if by != code {
			s.handOver(by, code, successor, day, path)
		}
	}
	for by := range s.org.heirs.under(string(code)) {
		s.units.touch(Code(by), cause{path, false})
	}
	s.endPosts(code, day, path)
}

// handOver lets a unit that mentions an ended one mention the successor from
// that day on, as parent and among what it covers. Where a Party organisation
// stands is not handed over: the successor has one already, as a rule, so the
// batch has to say what becomes of it.
func (s *stage) handOver(by, code, successor Code, day civil.Date, path string) {
	g := s.org.facts(by)
	may := s.mayCover(g.Kind, successor)
	parents := heirTo(g.Parents, day, func(c Code) (Code, bool) { return successor, c == code })
	covers := heirTo(g.Covers, day, func(list []Code) ([]Code, bool) { return listFor(list, code, successor, may) })
	if g.End > day && (parents != nil || covers != nil) {
		g = s.edit(by, cause{path, false})
		g.Parents, g.Covers = orElse(parents, g.Parents), orElse(covers, g.Covers)
		s.touchCoverersBelow(by, path)
	}
	s.units.touch(by, cause{path, false})
}

// heirTo replaces the values of a timeline from a day on, or returns nil if
// none is any different. heir gives a value's replacement, if it has one.
func heirTo[T any](t timeline[T], day civil.Date, heir func(T) (T, bool)) (out timeline[T]) {
	if len(t) > 0 && t[0].On < day {
		if v, changed := heir(t.on(day)); changed {
			out = t.with(day, v)
		}
	}
	for i, d := range orElse(out, t) {
		if v, changed := heir(d.Is); changed && d.On >= day {
			if out == nil {
				out = slices.Clone(t)
			}
			out[i].Is = v
		}
	}
	return out
}

func orElse[T any](t, otherwise timeline[T]) timeline[T] {
	if t == nil {
		return otherwise
	}
	return t
}

// listFor is a list with the successor in the place of a unit, once, or without
// either if the successor cannot stand there.
func listFor(list []Code, code, successor Code, may bool) ([]Code, bool) {
	if !slices.Contains(list, code) {
		return list, false
	}
	out := make([]Code, 0, len(list))
	for _, c := range list {
		if c != code && c != successor {
			out = append(out, c)
		}
	}
	if may {
		out = append(out, successor)
	}
	return sortedCodes(out), true
}

func (s *stage) mayCover(kind Kind, covered Code) bool {
	f := s.org.facts(covered)
	return f != nil && slices.Contains(kind.rule().Covers, f.Kind)
}

// endPosts ends the posts that are held at a unit on the day it ends. One that
// would only begin then is left for the check to find.
func (s *stage) endPosts(code Code, day civil.Date, path string) {
	for id := range s.org.places.under(string(code)) {
		p, _ := s.org.posts.get(id)
		if p.Unit != code || p.To <= day {
			continue
		}
		if p.From < day {
			ended := *p
			ended.To = day
			s.org.posts.set(s.own, id, &ended)
			s.delta[postKey+id] = true
		}
		s.posts.touch(id, cause{path, false})
	}
}

// touchCoverersBelow has everything checked again that covers a moved unit or
// one below it: it may lie outside now.
func (s *stage) touchCoverersBelow(code Code, path string) {
	s.settle()
	for _, by := range slices.Collect(s.org.mentioning(code)) {
		f := s.org.facts(by)
		switch {
		case f.Kind.rule().Inside:
			s.units.touch(by, cause{path, false})
		case f.Kind.Class() == Level && f.Kind.Rank() > s.org.facts(code).Kind.Rank():
			s.touchCoverersBelow(by, path)
		}
	}
}
