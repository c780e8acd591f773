package orgtree_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/jinlin-project/jinlin/orgtree"
)

// questions are what a story can ask about a day, in the words of those who ask.
var questions = map[string]func(s *story, tree *orgtree.Tree, w []string) string{
	"名称": func(s *story, tree *orgtree.Tree, w []string) string { return named(tree.Name(s.code(w[0]))) },
	"谁负责": func(s *story, tree *orgtree.Tree, w []string) string {
		return s.named(tree, tree.Answers(s.code(w[0])), " → ")
	},
	"谁核验": func(s *story, tree *orgtree.Tree, w []string) string {
		code, _ := tree.CheckingOrg(s.code(w[0]))
		return named(tree.Name(code))
	},
	"谁核验本人": func(s *story, tree *orgtree.Tree, w []string) string {
		code, _ := tree.CheckingOrgOf(s.person(w[0]))
		return named(tree.Name(code))
	},
	"属哪个镇街": func(s *story, tree *orgtree.Tree, w []string) string {
		code, _ := tree.Town(s.code(w[0]))
		return named(tree.Name(code))
	},
	"谁领导": func(s *story, tree *orgtree.Tree, w []string) string {
		code, _ := tree.PartyOf(s.code(w[0]))
		return named(tree.Name(code))
	},
	"上级": func(s *story, tree *orgtree.Tree, w []string) string {
		return s.named(tree, codesOf(tree.Ancestors(s.code(w[0]))), " → ")
	},
	"下辖": func(s *story, tree *orgtree.Tree, w []string) string {
		var kinds []orgtree.Kind
		for _, label := range w[1:] {
			kinds = append(kinds, kindCalled(s, label))
		}
		return s.named(tree, tree.AppendSubtree(nil, s.code(w[0]), kinds...), "、")
	},
	"覆盖了谁": func(s *story, tree *orgtree.Tree, w []string) string {
		u, _ := tree.Unit(s.code(w[0]))
		return s.named(tree, u.Covers, "、")
	},
	"形式": func(s *story, tree *orgtree.Tree, w []string) string {
		u, _ := tree.Unit(s.code(w[0]))
		return named(u.Form.Label().Zh)
	},
	"谁承接": func(s *story, tree *orgtree.Tree, w []string) string {
		code, _ := tree.Successor(s.code(w[0]))
		return named(tree.Name(code))
	},
	"承接了谁": func(s *story, tree *orgtree.Tree, w []string) string {
		return s.named(tree, tree.Inherited(s.code(w[0])), "、")
	},
	"谁在岗": func(s *story, tree *orgtree.Tree, w []string) string {
		return s.staff(tree.PostsAt(s.code(w[0])), tree)
	},
	"任何职": func(s *story, tree *orgtree.Tree, w []string) string {
		return s.staff(tree.PostsOf(s.person(w[0])), tree)
	},
	"代表谁": func(s *story, tree *orgtree.Tree, w []string) string {
		return s.named(tree, tree.ActsFor(s.person(w[0])), "、")
	},
	"经手谁的事": func(s *story, tree *orgtree.Tree, w []string) string {
		return s.named(tree, tree.Keys(s.person(w[0])), "、")
	},
	"称什么": func(s *story, tree *orgtree.Tree, w []string) string {
		rule := tree.Kind(s.code(w[0])).Rule()
		if tree.Enlarged(s.code(w[0])) {
			return rule.Enlarged.Zh
		}
		return rule.Label.Zh
	},
	"覆盖情况": func(s *story, tree *orgtree.Tree, w []string) string {
		f, _ := tree.Figures(s.code(w[0]))
		return fmt.Sprintf("小区党组织%d个，覆盖小区%d/%d；楼栋入网格%d/%d",
			f.CompoundBranches, f.CompoundsCovered.Num, f.CompoundsCovered.Of, f.BuildingsInGrids.Num, f.BuildingsInGrids.Of)
	},
	"网格配备": func(s *story, tree *orgtree.Tree, w []string) string {
		f, _ := tree.Figures(s.code(w[0]))
		return fmt.Sprintf("网格%d个，已配备%d个，两长两员%d名", f.GridsStaffed.Of, f.GridsStaffed.Num, f.GridStaff)
	},
	"扩大情况": func(s *story, tree *orgtree.Tree, w []string) string {
		f, _ := tree.Figures(s.code(w[0]))
		return fmt.Sprintf("大工委、大党委%d/%d，兼职委员%d名",
			f.CommitteesEnlarged.Num, f.CommitteesEnlarged.Of, f.Posts[orgtree.PartTimeMember])
	},
	"调解员": func(s *story, tree *orgtree.Tree, w []string) string {
		f, _ := tree.Figures(s.code(w[0]))
		return fmt.Sprintf("%d名，其中兼职%d名", f.MediatorsPartTime.Of, f.MediatorsPartTime.Num)
	},
	"单位数": func(s *story, tree *orgtree.Tree, w []string) string {
		f, _ := tree.Figures(s.code(w[0]))
		var parts []string
		for _, label := range w[1:] {
			parts = append(parts, fmt.Sprintf("%s%d", label, f.Units[kindCalled(s, label)]))
		}
		return strings.Join(parts, "、")
	},
	"人员来源": func(s *story, tree *orgtree.Tree, w []string) string {
		f, _ := tree.Figures(s.code(w[0]))
		return sources(f, postCalled(s, w[1]))
	},
	"有何变化": func(s *story, tree *orgtree.Tree, _ []string) string { return s.changed(tree) },
}

func named(name string) string {
	if name == "" {
		return "无"
	}
	return name
}

// named lists units; those that ended by their last name.
func (s *story) named(tree *orgtree.Tree, codes []orgtree.Code, separator string) string {
	var names []string
	for _, code := range codes {
		name := tree.Name(code)
		if name == "" {
			name = s.lastName(code) + "（已撤销）"
		}
		names = append(names, name)
	}
	return named(strings.Join(names, separator))
}

func (s *story) staff(posts []orgtree.Post, tree *orgtree.Tree) string {
	var b strings.Builder
	for _, p := range posts {
		fmt.Fprintf(&b, "%s %s%s", s.personCalled(p.Person), tree.Name(p.Unit), p.Kind.Label().Zh)
		for _, source := range p.Kind.Rule().Sources {
			if source.ID == p.Source {
				b.WriteString("（" + source.Label.Zh + "）")
			}
		}
		fmt.Fprintf(&b, " %s 至 %s\n", p.From, strings.Replace(p.To.String(), "9999-12-31", "今", 1))
	}
	return named(b.String())
}

func sources(f orgtree.Figures, kind orgtree.PostKind) string {
	var parts []string
	for _, source := range kind.Rule().Sources {
		parts = append(parts, fmt.Sprintf("%s%d", source.Label.Zh, f.Sources[kind][source.ID]))
	}
	known := func(id string) bool {
		return id != "" && !slices.ContainsFunc(kind.Rule().Sources, func(s orgtree.PostSource) bool { return s.ID == id })
	}
	for _, id := range slices.Sorted(maps.Keys(f.Sources[kind])) {
		if known(id) {
			parts = append(parts, fmt.Sprintf("%s%d", id, f.Sources[kind][id]))
		}
	}
	return strings.Join(parts, "、")
}

// changed compares the whole tree with that of the day before, line by line.
func (s *story) changed(tree *orgtree.Tree) string {
	before, after := s.picture(s.org.On(tree.Day()-1)), s.picture(tree)
	var b strings.Builder
	for _, line := range before {
		if !slices.Contains(after, line) {
			b.WriteString("− " + line + "\n")
		}
	}
	for _, line := range after {
		if !slices.Contains(before, line) {
			b.WriteString("+ " + line + "\n")
		}
	}
	return named(b.String())
}

// picture is a whole tree, a line for every unit and every post.
func (s *story) picture(tree *orgtree.Tree) (lines []string) {
	for _, root := range tree.Children("") {
		for u := range tree.Subtree(root.Code) {
			line := u.Name
			if u.Parent != "" {
				line += " 属 " + tree.Name(u.Parent)
			}
			if u.At != "" {
				line += " 驻 " + tree.Name(u.At)
			}
			if len(u.Covers) > 0 {
				line += " 管 " + s.named(tree, u.Covers, "、")
			}
			lines = append(lines, line)
			for _, p := range tree.PostsAt(u.Code) {
				lines = append(lines, u.Name+p.Kind.Label().Zh+" "+s.personCalled(p.Person))
			}
		}
	}
	return lines
}
