package founding

import (
	"errors"
	"fmt"
	"strings"

	"github.com/jinlin-project/jinlin/examples/server/accounts"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// check is a file that was read, being judged.
type check struct {
	*reader
	file   *file
	known  map[string]bool // ids of persons
	root   *unit
	owners []accounts.Owner
}

// at is the path of an element.
func at(list string, i int) string { return fmt.Sprintf("%s[%d]", list, i) }

// required names what every file must have.
func (c *check) required() {
	for _, name := range []string{"day", "units", "persons", "posts", "accounts"} {
		if _, given := c.lines[name]; !given {
			c.add(name, "required", "不得缺少", "is required")
		}
	}
}

// persons says each person once, and nobody without saying them.
func (c *check) persons() {
	c.known = map[string]bool{}
	for i := range c.file.Persons {
		if id := c.file.Persons[i].ID; id != "" && c.known[id] {
			c.law(at("persons", i)+".id", orgtree.Duplicate)
		} else {
			c.known[id] = true
		}
	}
	for i := range c.file.Posts {
		c.mustKnow(at("posts", i)+".person", c.file.Posts[i].Person)
	}
}

func (c *check) mustKnow(path, id string) {
	if id != "" && !c.known[id] {
		c.law(path, orgtree.Unknown)
	}
}

func (c *check) accounts() {
	seen := map[string]bool{}
	for i, a := range c.file.Accounts {
		switch path := at("accounts", i); {
		case !accounts.ValidName(a.Account):
			c.add(path+".account", "bad-name", "账号应为1至64个字母、数字或 - _ . @ +", "is not 1 to 64 letters, digits or - _ . @ +")
		case seen[a.Account]:
			c.law(path+".account", orgtree.Duplicate)
		}
		seen[a.Account] = true
		if path := at("accounts", i) + ".person"; a.Person == "" {
			c.law(path, orgtree.Unknown)
		} else {
			c.mustKnow(path, a.Person)
		}
		c.owners = append(c.owners, accounts.Owner{Name: a.Account, Person: a.Person})
	}
}

// district finds the one district: that of the record, whose keepers it and its
// centre are.
func (c *check) district() {
	for i := range c.file.Units {
		u := &c.file.Units[i]
		switch path := at("units", i) + ".kind"; {
		case u.Kind == orgtree.Province || u.Kind == orgtree.City:
			c.add(path, "above-district", "文件中不得有区以上的单位", "stands above a district: a file begins with its district")
		case u.Kind == orgtree.District && c.root != nil:
			c.add(path, "second-district", "文件中只能有一个区", "is a second district")
		case u.Kind == orgtree.District:
			c.root = u
		}
	}
	if c.root == nil {
		c.add("units", "no-district", "文件中没有区", "have no district among them")
	}
}

// tree founds everything at once, as changes of an organisation that has
// nothing, and brings what that refuses back to where it stands in the file.
func (c *check) tree() *orgtree.Org {
	changes, paths := c.changes()
	org, err := orgtree.New().Apply(changes...)
	var invalid *orgtree.InvalidError
	if errors.As(err, &invalid) {
		for _, f := range invalid.Faults {
			c.law(pathOf(f.Path, paths), f.Code)
		}
	}
	return org
}

// changes are the file as changes, and where each of them stands in it.
func (c *check) changes() (changes []orgtree.Change, paths []string) {
	add := func(path string, change orgtree.Change) {
		changes, paths = append(changes, change), append(paths, path)
	}
	for i, u := range c.file.Units {
		path := at("units", i)
		if !c.given(path + ".day") {
			u.Day = c.file.Day
		}
		add(path, orgtree.AddUnit{Unit: u.Unit, Day: u.Day})
	}
	for i, p := range c.file.Persons {
		path := at("persons", i)
		if !c.given(path + ".day") {
			p.Day = c.file.Day
		}
		add(path, orgtree.SetPerson{Person: p.Person, Day: p.Day})
	}
	for i, p := range c.file.Posts {
		path := at("posts", i)
		if !c.given(path + ".from") {
			p.From = c.file.Day
		}
		add(path, orgtree.Appoint{ID: p.ID, Post: p.Post})
	}
	return changes, paths
}

// pathOf turns "changes[7].post.kind" into "posts[2].kind": a change's unit,
// person or post is the element itself.
func pathOf(path string, paths []string) string {
	var i int
	if _, err := fmt.Sscanf(path, "changes[%d]", &i); err != nil || i >= len(paths) {
		return path
	}
	_, field, _ := strings.Cut(path, "]")
	for _, part := range []string{".person", ".post"} {
		if rest, ok := strings.CutPrefix(field, part); ok && (rest == "" || rest[0] == '.') {
			field = rest
		}
	}
	return paths[i] + field
}

// keeper insists that somebody can go on from here.
func (c *check) keeper(tree *orgtree.Tree) {
	for _, o := range c.owners {
		actor := governance.ActorOf(tree, o.Name, o.Person)
		if _, err := accounts.May(accounts.Make, &actor, tree, c.root.Code); err == nil {
			return
		}
	}
	c.add("accounts", "nobody-keeps", "今天没有一个账号属于在区或智慧管理服务中心任职的人员，无人可以继续管理",
		"belong to nobody who acts for the district or its centre today, so that nobody could go on from here")
}
