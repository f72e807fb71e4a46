package client

import (
	"context"
	"errors"

	"github.com/aws/aws-sdk-go-v2/aws"
	cognito "github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/types"

	"redress/internal/complaint"
)

// Staff is a member of a tenant's staff.
type Staff struct {
	User     string         `json:"user"`
	Password string         `json:"password"`
	Role     complaint.Role `json:"role"`
	Tenant   string         `json:"tenant"`
	Mail     string         `json:"mail"`
}

// Enrol makes a member of staff able to sign in with the password. Done again it sets the password anew.
func (s *Stack) Enrol(ctx context.Context, p Staff) error {
	pool, client := aws.String(s.Outputs["StaffPool"]), cognito.NewFromConfig(s.AWS)
	_, err := client.AdminCreateUser(ctx, &cognito.AdminCreateUserInput{
		UserPoolId: pool, Username: &p.User, MessageAction: types.MessageActionTypeSuppress,
		UserAttributes: []types.AttributeType{
			{Name: aws.String("email"), Value: &p.Mail},
			{Name: aws.String("email_verified"), Value: aws.String("true")},
			{Name: aws.String("custom:tenant"), Value: &p.Tenant},
		},
	})
	var exists *types.UsernameExistsException
	if err != nil && !errors.As(err, &exists) {
		return err
	}
	if _, err = client.AdminSetUserPassword(ctx, &cognito.AdminSetUserPasswordInput{
		UserPoolId: pool, Username: &p.User, Password: &p.Password, Permanent: true,
	}); err != nil {
		return err
	}
	_, err = client.AdminAddUserToGroup(ctx, &cognito.AdminAddUserToGroupInput{
		UserPoolId: pool, Username: &p.User, GroupName: aws.String(string(p.Role)),
	})
	return err
}

// SignIn is where staff sign in. No credentials of AWS are needed for it.
type SignIn struct {
	Client   string `json:"client"`
	Region   string `json:"region"`
	Endpoint string `json:"endpoint,omitempty"` // of the emulator
}

// WhereToSignIn answers where the installation's staff sign in.
func (s *Stack) WhereToSignIn() SignIn {
	return SignIn{Client: s.Outputs["StaffClient"], Region: s.AWS.Region, Endpoint: s.Endpoint}
}

// SignIn answers a token with which the API knows the member of staff.
func (s *Stack) SignIn(ctx context.Context, p Staff) (string, error) {
	return SignInAt(ctx, s.WhereToSignIn(), p)
}

// SignInAt is SignIn without the installation at hand.
func SignInAt(ctx context.Context, at SignIn, p Staff) (string, error) {
	options := cognito.Options{Region: at.Region, Credentials: aws.AnonymousCredentials{}}
	if at.Endpoint != "" {
		options.BaseEndpoint = &at.Endpoint
	}
	out, err := cognito.New(options).InitiateAuth(ctx, &cognito.InitiateAuthInput{
		ClientId: &at.Client, AuthFlow: types.AuthFlowTypeUserPasswordAuth,
		AuthParameters: map[string]string{"USERNAME": p.User, "PASSWORD": p.Password},
	})
	if err != nil {
		return "", err
	}
	return aws.ToString(out.AuthenticationResult.IdToken), nil
}
