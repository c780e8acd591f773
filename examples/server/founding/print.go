package founding

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"github.com/jinlin-project/jinlin/orgtree"
)

// Print writes the accounts with their passwords as a table that a person reads,
// with what their owners do on the day of the tree. It writes all at once: there
// is no half of a table.
func (p *Plan) Print(w io.Writer, passwords []string, tree *orgtree.Tree) error {
	var whole bytes.Buffer
	t := tabwriter.NewWriter(&whole, 0, 4, 2, ' ', 0)
	_, _ = fmt.Fprintln(t, "account\tpassword\tperson\tunit\tpost")
	for i, o := range p.Accounts {
		unit, post := orgtree.Code("-"), "-"
		if held, ok := mainPost(tree.PostsOf(o.Person)); ok {
			unit, post = held.Unit, held.Kind.Label().Zh+" "+tree.Name(held.Unit)
		}
		_, _ = fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\n", o.Name, passwords[i], o.Person, unit, post)
	}
	_ = t.Flush()
	_, err := w.Write(whole.Bytes())
	return err
}

// mainPost is the first post that acts for its unit, or else the first.
func mainPost(posts []orgtree.Post) (orgtree.Post, bool) {
	if i := slices.IndexFunc(posts, func(p orgtree.Post) bool { return p.Kind.Acts() }); i >= 0 {
		return posts[i], true
	}
	if len(posts) == 0 {
		return orgtree.Post{}, false
	}
	return posts[0], true
}
