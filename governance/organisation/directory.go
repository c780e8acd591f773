package organisation

import (
	"context"
	"fmt"
	"sync"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A Directory answers what the organisation is on a day, from the record of one
// organisation. It keeps the tree it built, and reads only newer entries when
// it is told to refresh. It may be used from many goroutines.
type Directory struct {
	ledger governance.Ledger
	ref    governance.Ref

	refreshing sync.Mutex // one refresh at a time; never held by readers

	mu      sync.RWMutex
	version int64
	org     *orgtree.Org
	trees   map[civil.Date]*orgtree.Tree
}

// NewDirectory returns the directory of the organisation of a root unit. It
// reads the record when it is first asked; before it is founded, the tree is
// empty.
func NewDirectory(ledger governance.Ledger, root orgtree.Code) *Directory {
	return &Directory{ledger: ledger, ref: governance.Ref{Kind: Kind, ID: ID(root)}, org: orgtree.New()}
}

// mostTrees is how many days' trees are kept: today's, and a few that somebody
// looks back to.
const mostTrees = 8

// Tree implements [governance.Directory].
func (d *Directory) Tree(ctx context.Context, day civil.Date) (*orgtree.Tree, []governance.Expectation, error) {
	d.mu.RLock()
	tree, version := d.trees[day], d.version
	d.mu.RUnlock()
	if tree != nil {
		return tree, []governance.Expectation{{Ref: d.ref, Version: version}}, nil
	}
	if version == 0 {
		if err := d.Refresh(ctx); err != nil {
			return nil, nil, err
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if tree = d.trees[day]; tree == nil {
		if len(d.trees) >= mostTrees || d.trees == nil {
			d.trees = map[civil.Date]*orgtree.Tree{}
		}
		tree = d.org.On(day)
		d.trees[day] = tree
	}
	return tree, []governance.Expectation{{Ref: d.ref, Version: d.version}}, nil
}

// Refresh implements [governance.Directory]: it folds the entries that are newer
// than what is kept. Readers go on with what is kept meanwhile.
func (d *Directory) Refresh(ctx context.Context) error {
	d.refreshing.Lock()
	defer d.refreshing.Unlock()
	d.mu.RLock()
	org, version := d.org, d.version
	d.mu.RUnlock()
	for {
		entries, err := d.ledger.Entries(ctx, governance.Span{Ref: d.ref, After: version, Limit: 1000})
		if err != nil {
			return fmt.Errorf("organisation: %w", err)
		}
		if len(entries) == 0 {
			return nil
		}
		for i := range entries {
			if org, err = org.Fold(treeFields(entries[i].Changes)); err != nil {
				return fmt.Errorf("organisation: entry %d: %w", entries[i].Version, err)
			}
			version = entries[i].Version
		}
		d.mu.Lock()
		d.org, d.version, d.trees = org, version, nil
		d.mu.Unlock()
	}
}
