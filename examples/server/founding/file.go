package founding

import (
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/server/accounts"
	"github.com/jinlin-project/jinlin/orgtree"
)

// file is a founding file.
type file struct {
	Day      civil.Date `json:"day"` // of everything that gives none of its own
	Units    []unit     `json:"units"`
	Persons  []person   `json:"persons"`
	Posts    []post     `json:"posts"`
	Accounts []account  `json:"accounts"`
}

type unit struct {
	orgtree.Unit
	Day civil.Date `json:"day"`
}

type person struct {
	orgtree.Person
	Day civil.Date `json:"day"`
}

type post struct {
	ID string `json:"id"`
	orgtree.Post
}

type account struct {
	Account string `json:"account"`
	Person  string `json:"person"`
}

// A Plan is a file that was found good: what is to be founded.
type Plan struct {
	Root     orgtree.Code // of the district
	Name     string       // of the district
	Org      *orgtree.Org
	Accounts []accounts.Owner
}

// Read reads a file on a day. The error is an [*InvalidError].
func Read(text []byte, today civil.Date) (*Plan, error) {
	r := newReader(text)
	f := &file{}
	if !r.read(f) { // what cannot be told apart cannot be judged
		return nil, r.err()
	}
	c := check{reader: r, file: f}
	c.required()
	c.persons()
	c.accounts()
	c.district()
	org := c.tree()
	if len(r.faults) == 0 {
		c.keeper(org.On(today))
	}
	if err := r.err(); err != nil {
		return nil, err
	}
	return &Plan{Root: c.root.Code, Name: c.root.Name, Org: org, Accounts: c.owners}, nil
}
