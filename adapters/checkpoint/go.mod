module github.com/jinlin-project/jinlin/adapters/checkpoint

go 1.26.0

require (
	github.com/google/uuid v1.6.0
	github.com/jinlin-project/jinlin v0.0.0
	github.com/stretchr/testify v1.12.1
	golang.org/x/mod v0.42.0
)

require go.yaml.in/yaml/v3 v3.0.5 // indirect

replace github.com/jinlin-project/jinlin => ../..
