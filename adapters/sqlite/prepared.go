package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"sync"
)

// prepared keeps the statements that read, by their text, so that each is
// parsed and planned once for every connection. There are as many texts as
// there are shapes of questions; beyond a bound they are prepared each time.
type prepared struct {
	db *sql.DB

	mu     sync.Mutex
	byText map[string]*sql.Stmt
	closed bool
}

// mostPrepared bounds how many statements are kept.
const mostPrepared = 512

// query calls each with every row of the answer.
func (p *prepared) query(ctx context.Context, text string, args []any, each func(*sql.Rows) error) (err error) {
	rows, err := p.rows(ctx, text, args)
	if err != nil {
		return failed(ctx, err)
	}
	defer func() { err = failed(ctx, errors.Join(err, rows.Close())) }()
	for rows.Next() {
		if err := each(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// failed prefers to say that the caller gave up, which the driver reports as
// an interruption.
func failed(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

func (p *prepared) rows(ctx context.Context, text string, args []any) (*sql.Rows, error) {
	stmt, err := p.statement(ctx, text) //nolint:sqlclosecheck // kept for the next who asks, and closed by close
	if err != nil {
		return nil, err
	}
	if stmt == nil {
		return p.db.QueryContext(ctx, text, args...)
	}
	return stmt.QueryContext(ctx, args...)
}

// statement returns the statement of a text, or nil when too many are kept.
func (p *prepared) statement(ctx context.Context, text string) (*sql.Stmt, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil, ErrClosed
	}
	if stmt := p.byText[text]; stmt != nil {
		return stmt, nil
	}
	if len(p.byText) >= mostPrepared {
		return nil, nil
	}
	stmt, err := p.db.PrepareContext(ctx, text) //nolint:sqlclosecheck // kept for the next who asks, and closed by close
	if err != nil {
		return nil, err
	}
	if p.byText == nil {
		p.byText = map[string]*sql.Stmt{}
	}
	p.byText[text] = stmt
	return stmt, nil
}

func (p *prepared) close() (err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	for _, stmt := range p.byText {
		err = errors.Join(err, stmt.Close())
	}
	p.byText = nil
	return err
}
