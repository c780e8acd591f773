package orgtree_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

// verbs are the changes a story can tell, by the words of the trade.
var verbs = map[string]func(s *story, day civil.Date, w []string) orgtree.Change{
	"设立": func(s *story, day civil.Date, w []string) orgtree.Change {
		return orgtree.AddUnit{Unit: s.newUnit(w), Day: day}
	},
	"更名": func(s *story, day civil.Date, w []string) orgtree.Change {
		code, name := s.code(w[0]), option(w, "为")
		s.codes[name] = code
		return orgtree.Rename{Code: code, Name: name, Day: day}
	},
	"划转": func(s *story, day civil.Date, w []string) orgtree.Change {
		return orgtree.Move{Code: s.code(w[0]), Parent: s.code(option(w, "到")), Day: day}
	},
	"改驻": func(s *story, day civil.Date, w []string) orgtree.Change {
		return orgtree.Restation{Code: s.code(w[0]), At: s.code(option(w, "到")), Day: day}
	},
	"改制": func(s *story, day civil.Date, w []string) orgtree.Change {
		return orgtree.SetForm{Code: s.code(w[0]), Form: formCalled(option(w, "为")), Day: day}
	},
	"覆盖": func(s *story, day civil.Date, w []string) orgtree.Change {
		return orgtree.SetCovers{Code: s.code(w[0]), Covers: s.list(option(w, "管")), Day: day}
	},
	"合并": func(s *story, day civil.Date, w []string) orgtree.Change {
		return orgtree.Merge{Codes: s.list(w[0]), Into: s.code(option(w, "入")), Day: day}
	},
	"拆分": func(s *story, day civil.Date, w []string) orgtree.Change { return s.split(day, w) },
	"撤销": func(s *story, day civil.Date, w []string) orgtree.Change {
		d := orgtree.Dissolve{Code: s.code(w[0]), Day: day}
		if heir := option(w, "承接"); heir != "" {
			d.Successor = s.code(heir)
		}
		return d
	},
	"任职": func(s *story, day civil.Date, w []string) orgtree.Change { return s.appoint(day, w) },
	"离任": func(s *story, day civil.Date, w []string) orgtree.Change {
		return orgtree.EndPost{ID: s.posts[w[0]+w[1]+w[2]], Day: day}
	},
	"登记": func(s *story, day civil.Date, w []string) orgtree.Change {
		p := orgtree.Person{ID: s.person(w[0]), Member: slices.Contains(w, "党员")}
		if home := option(w, "属"); home != "" {
			p.Home = s.code(home)
		}
		return orgtree.SetPerson{Person: p, Day: day}
	},
}

// newUnit reads "类别 名称 [属 上级] [驻 单位] [管 单位、单位] [形式 形式] [代码同 单位]".
// Codes are made up in the order of founding, so that units stand in it.
func (s *story) newUnit(w []string) orgtree.Unit {
	s.founded++
	u := orgtree.Unit{
		Code: orgtree.Code(fmt.Sprintf("y%03d", s.founded)), Name: w[1], Kind: kindCalled(s, w[0]),
		Form: formCalled(option(w, "形式")),
	}
	if parent := option(w, "属"); parent != "" {
		u.Parent = s.code(parent)
	}
	if at := option(w, "驻"); at != "" {
		u.At = s.code(at)
	}
	if covers := option(w, "管"); covers != "" {
		u.Covers = s.list(covers)
	}
	if same := option(w, "代码同"); same != "" {
		u.Code = s.code(same)
		return u
	}
	s.codes[u.Name] = u.Code
	return u
}

// split reads "单位 为 新单位、新单位 [承接 新单位]": the new ones are what the old
// one was on that day, under the same parent.
func (s *story) split(day civil.Date, w []string) orgtree.Change {
	old, _ := s.org.On(day).Unit(s.code(w[0]))
	c := orgtree.Split{Code: s.code(w[0]), Day: day}
	for _, name := range strings.Split(option(w, "为"), "、") {
		u := s.newUnit([]string{old.Kind.Label().Zh, name})
		u.Parent, u.Form = old.Parent, old.Form
		c.Into = append(c.Into, u)
	}
	if heir := option(w, "承接"); heir != "" {
		c.Heir = s.code(heir)
	}
	return c
}

// appoint reads "人 岗位 单位 [来源 来源] [自 日期] [至 日期] [兼职] [此前空缺]".
func (s *story) appoint(day civil.Date, w []string) orgtree.Change {
	p := orgtree.Post{
		Kind: postCalled(s, w[1]), Unit: s.code(w[2]), Person: s.person(w[0]), From: day,
		PartTime: slices.Contains(w, "兼职"), AfterVacancy: slices.Contains(w, "此前空缺"),
	}
	if from := option(w, "自"); from != "" {
		p.From = dayOf(from)
	}
	if to := option(w, "至"); to != "" {
		p.To = dayOf(to)
	}
	if from := option(w, "来源"); from != "" {
		p.Source = sourceCalled(p.Kind, from)
	}
	s.appointed++
	id := fmt.Sprintf("post%d", s.appointed)
	s.posts[w[0]+w[1]+w[2]] = id
	return orgtree.Appoint{ID: id, Post: p}
}

func kindCalled(s *story, label string) orgtree.Kind {
	for _, r := range orgtree.Kinds() {
		if r.Label.Zh == label {
			return r.Kind
		}
	}
	require.Fail(s.t, "no such kind", label)
	return 0
}

func postCalled(s *story, label string) orgtree.PostKind {
	for _, r := range orgtree.PostKinds() {
		if r.Label.Zh == label {
			return r.Kind
		}
	}
	require.Fail(s.t, "no such post", label)
	return 0
}

func formCalled(label string) orgtree.Form {
	for f := orgtree.FormStreet; f <= orgtree.FormBranch; f++ {
		if f.Label().Zh == label {
			return f
		}
	}
	return 0
}

// sourceCalled is the id of a source, or the word itself where the kind has no
// such source.
func sourceCalled(kind orgtree.PostKind, label string) string {
	for _, s := range kind.Rule().Sources {
		if s.Label.Zh == label {
			return s.ID
		}
	}
	return label
}
