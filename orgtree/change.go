package orgtree

import "github.com/jinlin-project/jinlin/civil"

// Change is one dated change of the organisation (机构变更): one of [AddUnit],
// [Rename], [Move], [Restation], [SetForm], [SetCovers], [Merge], [Split],
// [Dissolve], [Appoint], [EndPost], [SetPerson]. Its day is the first on which
// it holds; it may lie in the past or in the future.
type Change interface {
	// apply makes the change and says under path what is wrong with it.
	apply(s *stage, path string)
}

// AddUnit founds a unit (设立). The code must never have been used.
type AddUnit struct {
	Unit Unit       `json:"unit" zh:"单位" en:"Unit"`
	Day  civil.Date `json:"day" zh:"生效日" en:"Day"`
}

// Rename gives a unit another name (更名).
type Rename struct {
	Code Code       `json:"code" zh:"代码" en:"Code"`
	Name string     `json:"name" zh:"名称" en:"Name"`
	Day  civil.Date `json:"day" zh:"生效日" en:"Day"`
}

// Move puts a unit, and all below it, under another parent (划转). A unit that
// may be a root moves there with the empty parent.
type Move struct {
	Code   Code       `json:"code" zh:"代码" en:"Code"`
	Parent Code       `json:"parent" zh:"上级单位" en:"Parent"`
	Day    civil.Date `json:"day" zh:"生效日" en:"Day"`
}

// Restation lets a Party organisation stand at another unit (调整设置).
type Restation struct {
	Code Code       `json:"code" zh:"代码" en:"Code"`
	At   Code       `json:"at" zh:"所在单位" en:"Stands at"`
	Day  civil.Date `json:"day" zh:"生效日" en:"Day"`
}

// SetForm gives a unit another form (组织形式变更), such as a general branch that
// becomes a committee.
type SetForm struct {
	Code Code       `json:"code" zh:"代码" en:"Code"`
	Form Form       `json:"form" zh:"组织形式" en:"Form"`
	Day  civil.Date `json:"day" zh:"生效日" en:"Day"`
}

// SetCovers says anew what a grid, Party organisation or body covers (调整覆盖).
type SetCovers struct {
	Code   Code       `json:"code" zh:"代码" en:"Code"`
	Covers []Code     `json:"covers" zh:"覆盖范围" en:"Covers"`
	Day    civil.Date `json:"day" zh:"生效日" en:"Day"`
}

// Merge dissolves several units into one (合并), which must exist by then and
// inherits their work, their children and what covered them.
type Merge struct {
	Codes []Code     `json:"codes" zh:"单位" en:"Units"`
	Into  Code       `json:"into" zh:"并入（拆为）" en:"Into"`
	Day   civil.Date `json:"day" zh:"生效日" en:"Day"`
}

// Split founds units out of one (拆分). With an Heir, which is one of them, the
// old unit is dissolved into the heir; without, it goes on beside the new ones.
// Children go to the heir; the changes that follow in the batch may move them.
type Split struct {
	Code Code       `json:"code" zh:"代码" en:"Code"`
	Into []Unit     `json:"into" zh:"并入（拆为）" en:"Into"`
	Heir Code       `json:"heir,omitempty" zh:"承接单位" en:"Heir"`
	Day  civil.Date `json:"day" zh:"生效日" en:"Day"`
}

// Dissolve ends a unit (撤销). Day is the first on which it no longer exists. Its
// successor inherits its open work, its children and what covered it; posts in
// it end.
type Dissolve struct {
	Code      Code       `json:"code" zh:"代码" en:"Code"`
	Successor Code       `json:"successor" zh:"承接单位" en:"Successor"`
	Day       civil.Date `json:"day" zh:"生效日" en:"Day"`
}

// Appoint lets a person hold a post (任职). The id must never have been used; a
// post whose To is zero has no known end.
type Appoint struct {
	ID   string `json:"id" zh:"编号" en:"Id"`
	Post Post   `json:"post" zh:"岗位" en:"Post"`
}

// EndPost ends a post (离任). Day is the first on which it is no longer held.
type EndPost struct {
	ID  string     `json:"id" zh:"编号" en:"Id"`
	Day civil.Date `json:"day" zh:"生效日" en:"Day"`
}

// SetPerson says what holds for a person from a day on (人员信息变更).
type SetPerson struct {
	Person Person     `json:"person" zh:"人员" en:"Person"`
	Day    civil.Date `json:"day" zh:"生效日" en:"Day"`
}

func (c AddUnit) apply(s *stage, path string) { s.found(c.Unit, c.Day, path) }

func (c Rename) apply(s *stage, path string) {
	if f := s.alter(c.Code, c.Day, path); f != nil {
		f.Names = f.Names.with(c.Day, c.Name)
	}
}

func (c Move) apply(s *stage, path string) {
	if f := s.alter(c.Code, c.Day, path); f != nil {
		f.Parents = f.Parents.with(c.Day, c.Parent)
		s.touchCoverersBelow(c.Code, path)
	}
}

func (c Restation) apply(s *stage, path string) {
	if f := s.alter(c.Code, c.Day, path); f != nil {
		f.Ats = f.Ats.with(c.Day, c.At)
	}
}

func (c SetForm) apply(s *stage, path string) {
	if f := s.alter(c.Code, c.Day, path); f != nil {
		f.Forms = f.Forms.with(c.Day, c.Form)
	}
}

func (c SetCovers) apply(s *stage, path string) {
	if f := s.alter(c.Code, c.Day, path); f != nil {
		f.Covers = f.Covers.with(c.Day, sortedCodes(c.Covers))
	}
}

func (c Merge) apply(s *stage, path string) {
	if len(c.Codes) == 0 {
		s.faults.add(path+".codes", TooFew)
	}
	for i, code := range c.Codes {
		s.dissolve(ending{code, c.Into, c.Day, cause{path, false}, at(path+".codes", i), path + ".into"})
	}
}

func (c Split) apply(s *stage, path string) {
	if len(c.Into) == 0 {
		s.faults.add(path+".into", TooFew)
	}
	known := c.Heir == ""
	for i, u := range c.Into {
		s.found(u, c.Day, at(path+".into", i))
		known = known || u.Code == c.Heir
	}
	switch {
	case !known:
		s.faults.add(path+".heir", WrongSuccessor)
	case c.Heir != "":
		s.dissolve(ending{c.Code, c.Heir, c.Day, cause{path, false}, path + ".code", path + ".heir"})
	default:
		s.alter(c.Code, c.Day, path)
	}
}

func (c Dissolve) apply(s *stage, path string) {
	s.dissolve(ending{c.Code, c.Successor, c.Day, cause{path, true}, path + ".code", path + ".successor"})
}

func (c Appoint) apply(s *stage, path string) {
	p := c.Post
	p.ID = c.ID
	if p.To == 0 {
		p.To = civil.Forever
	}
	if _, taken := s.org.posts.get(p.ID); taken {
		s.faults.add(path+".id", Duplicate)
		return
	}
	s.setPost(&p, path+".post")
	s.called = append(s.called, appointment{&p, path + ".post"})
}

func (c EndPost) apply(s *stage, path string) {
	p, ok := s.org.posts.get(c.ID)
	switch {
	case !ok:
		s.faults.add(path+".id", Unknown)
	case c.Day >= p.To:
		s.faults.add(path+".day", AlreadyEnded)
	case c.Day <= p.From:
		s.faults.add(path+".day", BadDay)
	default:
		ended := *p
		ended.To = c.Day
		s.setPost(&ended, path)
	}
}

func (c SetPerson) apply(s *stage, path string) {
	var f personFacts
	if old, ok := s.org.persons.get(c.Person.ID); ok {
		f = *old
	}
	f.Members, f.Homes = f.Members.with(c.Day, c.Person.Member), f.Homes.with(c.Day, c.Person.Home)
	s.setPerson(c.Person.ID, &f, path+".person")
}
