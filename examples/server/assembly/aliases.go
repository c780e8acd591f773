package assembly

import (
	"github.com/jinlin-project/jinlin/adapters/httpapi"
	"github.com/jinlin-project/jinlin/casework"
)

// aliases are questions with a path of their own.
func aliases() map[string]httpapi.Alias {
	return map[string]httpapi.Alias{"categories": {Kind: casework.KindCase, Question: "categories"}}
}
