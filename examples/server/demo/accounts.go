package demo

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/jinlin-project/jinlin/examples/server/accounts"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// An Account is a demo account as it is listed.
type Account struct {
	Account  string       `json:"account"`
	Password *string      `json:"password"` // null once somebody has changed it
	Unit     orgtree.Code `json:"unit"`
	UnitName string       `json:"unitName"`
	Level    string       `json:"level"`
	Posts    []Post       `json:"posts"`
}

// A Post is a post of a demo account's holder.
type Post struct {
	Kind     string       `json:"kind"`
	Label    string       `json:"label"`
	Unit     orgtree.Code `json:"unit"`
	UnitName string       `json:"unitName"`
}

// Enrol makes the accounts that are missing, by the tree of the day on which
// their posts begin.
func Enrol(ctx context.Context, to *accounts.Accounts, tree *orgtree.Tree) error {
	for i := range levels {
		l := &levels[i]
		person := l.person(tree)
		if person == "" {
			return fmt.Errorf("demo: nobody holds the post of account %s", l.account)
		}
		if err := to.Add(ctx, l.account, person, l.password(), true); err != nil {
			return err
		}
	}
	return nil
}

// List returns the demo accounts in their order: their places by the tree of
// the day on which their posts begin, names and posts as they are now.
func List(ctx context.Context, from *accounts.Accounts, then, now *orgtree.Tree, lang string) ([]Account, error) {
	var out []Account
	for i := range levels {
		l := &levels[i]
		known, err := from.Account(ctx, l.account)
		if errors.Is(err, accounts.ErrUnknown) {
			continue
		} else if err != nil {
			return nil, err
		}
		unit := l.place(then)
		a := Account{Account: l.account, Unit: unit, UnitName: cmp.Or(now.Name(unit), then.Name(unit)), Level: l.level, Posts: []Post{}}
		if known.Demo != "" {
			a.Password = &known.Demo
		}
		for _, p := range postsOf(now, known) {
			a.Posts = append(a.Posts, Post{p.Kind.String(), governance.Text(p.Kind.Label()).In(lang), p.Unit, now.Name(p.Unit)})
		}
		out = append(out, a)
	}
	return out, nil
}

// postsOf are the posts in which a person acts, or else those they hold.
func postsOf(tree *orgtree.Tree, of accounts.Account) []orgtree.Post {
	if acting := governance.ActorOf(tree, of.Name, of.Person).Posts; len(acting) > 0 {
		return acting
	}
	return tree.PostsOf(of.Person)
}

// Print writes the accounts as a table that a person reads.
func Print(w io.Writer, list []Account) error {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	_, _ = fmt.Fprintln(t, "account\tpassword\tlevel\tunit\tname")
	for _, a := range list {
		password := "(changed)"
		if a.Password != nil {
			password = *a.Password
		}
		_, _ = fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\n", a.Account, password, a.Level, a.Unit, a.UnitName)
	}
	return t.Flush()
}
