package assembly

import (
	"errors"

	"github.com/jinlin-project/jinlin/adapters/httpapi"
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/notice"
	"github.com/jinlin-project/jinlin/governance/organisation"
)

// institutions makes every institution that the server serves, one line each.
func institutions() ([]*governance.Shelf, error) {
	cases, err1 := casework.New(nil)
	inquiries, err2 := casework.NewInquiries(nil)
	board, err3 := notice.New()
	organisations, err4 := organisation.New()
	if err := errors.Join(err1, err2, err3, err4); err != nil {
		return nil, err
	}
	return []*governance.Shelf{cases.Shelf, inquiries.Shelf, board.Shelf, organisations.Shelf}, nil
}

// aliases are questions with a path of their own.
func aliases() map[string]httpapi.Alias {
	return map[string]httpapi.Alias{"categories": {Kind: casework.KindCase, Question: "categories"}}
}
