package assembly

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/server/accounts"
	"github.com/jinlin-project/jinlin/examples/server/founding"
	"github.com/jinlin-project/jinlin/examples/server/settings"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/organisation"
	"github.com/jinlin-project/jinlin/orgtree"
)

var errNotEmpty = errors.New("-found: the database already holds entries; nothing was changed")

// Found founds the district of the file that the settings name, in an empty
// database, and writes its accounts with their passwords. An error is one that
// the operator reads.
//
// It commits twice: the organisation, then the accounts. Killed before the first
// it has done nothing; killed between the two it has left an organisation in
// which nobody has an account, and whoever founds from the same file goes on
// there. Of several who found at once, one gets through each commit and the
// others are refused. The passwords are told before the second, because whoever
// was killed after it could not tell them any more: what was told last holds, if
// the line behind the table says so.
func Found(ctx context.Context, set *settings.Settings, outside Outside, out io.Writer) (err error) {
	text, err := os.ReadFile(set.Found)
	if err != nil {
		return fmt.Errorf("-found: %w", err)
	}
	today := civil.DateOf(outside.Wall())
	plan, err := founding.Read(text, today)
	if err != nil {
		return err
	}
	s, err := open(ctx, set, outside, plan.Root, (*Server).openOwn, (*Server).assemble)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	done, err := s.founded(ctx, plan)
	if err != nil {
		return err
	}
	first, err := s.accounts.Draw(ctx, plan.Accounts)
	if err != nil {
		return err
	}
	if !done {
		if err := s.found(ctx, plan); err != nil {
			return err
		}
	}
	if err := plan.Print(out, first.Passwords, plan.Org.On(today)); err != nil {
		return err
	}
	if err := s.accounts.Found(ctx, first); errors.Is(err, accounts.ErrFounded) {
		return errors.New("-found: another -found was quicker; the passwords above do not hold")
	} else if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "founded %s; each password is to be changed at the first login\n", plan.Root)
	return err
}

// founded reports whether the organisation was founded before by a -found of the
// same file that came no further. Any other trace of life is an error.
func (s *Server) founded(ctx context.Context, plan *founding.Plan) (bool, error) {
	if some, err := s.accounts.Founded(ctx); err != nil {
		return false, err
	} else if some {
		return false, errNotEmpty
	}
	if marked, err := s.storage.Facts.Fact(ctx, factDemo); err != nil {
		return false, err
	} else if marked != "" {
		return false, errNotEmpty
	}
	if empty, err := s.storage.Empty(ctx); err != nil || empty {
		return false, err
	}
	shelf, _ := s.office.Shelf(organisation.Kind)
	view, err := shelf.Get(ctx, governance.Actor{System: true}, organisation.ID(plan.Root))
	if err != nil {
		var missing *governance.NotFoundError
		if errors.As(err, &missing) {
			return false, errNotEmpty
		}
		return false, err
	}
	o, ok := view.Record().(*organisation.Organisation)
	if !ok || view.Version != 1 || !same(o.Org, plan.Org) {
		return false, errNotEmpty
	}
	return true, nil
}

// same reports whether two organisations say the same.
func same(a, b *orgtree.Org) bool {
	return maps.EqualFunc(maps.Collect(a.Fields()), maps.Collect(b.Fields()), bytes.Equal)
}

// found commits the organisation.
func (s *Server) found(ctx context.Context, plan *founding.Plan) error {
	shelf, _ := s.office.Shelf(organisation.Kind)
	_, err := shelf.Do(ctx, governance.Request{
		Actor: governance.Actor{System: true}, ID: organisation.ID(plan.Root), Command: organisation.Found{Root: plan.Root, Org: plan.Org}})
	var standing *governance.NotAllowedError
	if errors.As(err, &standing) {
		return errNotEmpty // since a moment ago
	}
	return err
}

// Reset gives the account that the settings name another password, and writes
// it. It is for whoever runs the server when nobody is left who may do so by
// their post, and leaves an act of the system's.
func Reset(ctx context.Context, set *settings.Settings, outside Outside, out io.Writer) (err error) {
	s, err := open(ctx, set, outside, "", (*Server).openOwn)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	password, err := s.accounts.Reset(ctx, governance.Stamp{System: true}, set.Reset)
	switch {
	case errors.Is(err, accounts.ErrUnknown):
		return errors.New("-reset: there is no such account")
	case errors.Is(err, accounts.ErrClosed):
		return errors.New("-reset: the account is closed; make another one for its person")
	case err != nil:
		return err
	}
	_, err = fmt.Fprintln(out, password)
	return err
}
