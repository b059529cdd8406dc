import type * as iam from '@aws-sdk/client-iam';
import type { Clock } from '../../../src/clock';
import { credentialReportCsv } from '../credential-report';
import { awsError, pageOf } from '../errors';
import type { AccountState, SimulatedUser } from '../state';

const FOUR_HOURS_MS = 4 * 3_600_000;

export function iamOperations(state: AccountState, clock: Clock) {
  function find(name: string | undefined): SimulatedUser {
    const found = state.users.find((user) => user.name === name);
    if (!found) {
      throw awsError('NoSuchEntityException', `The user with name ${name} cannot be found.`, 404);
    }
    return found;
  }

  function refreshReport(): void {
    const { readyAt } = state.report;
    if (readyAt && readyAt <= clock.now()) {
      state.report.current = { csv: state.report.csv ?? credentialReportCsv(state), generatedAt: readyAt };
      state.report.readyAt = undefined;
    }
  }

  return {
    GetAccountSummary: (_: iam.GetAccountSummaryCommandInput): iam.GetAccountSummaryResponse => ({
      SummaryMap: {
        Users: state.users.length,
        AccountMFAEnabled: state.root.mfa ? 1 : 0,
        AccountAccessKeysPresent: state.root.keys.length,
        AccountPasswordPresent: state.root.password ? 1 : 0,
        AccountSigningCertificatesPresent: 0,
      },
    }),

    ListAccountAliases: (_: iam.ListAccountAliasesCommandInput): iam.ListAccountAliasesResponse => ({
      AccountAliases: state.alias === undefined ? [] : [state.alias],
      IsTruncated: false,
    }),

    GenerateCredentialReport: (
      _: iam.GenerateCredentialReportCommandInput,
    ): iam.GenerateCredentialReportResponse => {
      refreshReport();
      const { current, readyAt } = state.report;
      if (current && clock.now().getTime() - current.generatedAt.getTime() < FOUR_HOURS_MS) {
        return { State: 'COMPLETE' };
      }
      if (readyAt) {
        return { State: 'INPROGRESS' };
      }
      state.report.readyAt = new Date(clock.now().getTime() + state.report.takesMs);
      return { State: 'STARTED' };
    },

    GetCredentialReport: (_: iam.GetCredentialReportCommandInput): iam.GetCredentialReportResponse => {
      refreshReport();
      const { current, readyAt } = state.report;
      // IAM gives these two no message; the SDK puts this word in its place.
      if (readyAt) {
        throw awsError('CredentialReportNotReadyException', 'Unknown', 404);
      }
      if (!current) {
        throw awsError('CredentialReportNotPresentException', 'Unknown', 410);
      }
      return {
        Content: new TextEncoder().encode(current.csv),
        ReportFormat: 'text/csv',
        GeneratedTime: current.generatedAt,
      };
    },

    ListUsers: ({ MaxItems = 100, Marker }: iam.ListUsersCommandInput): iam.ListUsersResponse => {
      const { items, next } = pageOf(state.users, Marker, MaxItems);
      return {
        Users: items.map(({ name }) => ({
          Path: '/',
          UserName: name,
          UserId: `AIDA${name}`,
          Arn: `arn:aws:iam::${state.id}:user/${name}`,
          CreateDate: new Date('2025-01-01T00:00:00Z'),
        })),
        IsTruncated: next !== undefined,
        Marker: next,
      };
    },

    ListMFADevices: ({ UserName }: iam.ListMFADevicesCommandInput): iam.ListMFADevicesResponse => {
      const { name, mfaDevices } = find(UserName);
      return {
        MFADevices: Array.from({ length: mfaDevices }, (_, i) => ({
          UserName: name,
          SerialNumber: `arn:aws:iam::${state.id}:mfa/${name}-${i + 1}`,
          EnableDate: new Date('2026-01-01T00:00:00Z'),
        })),
        IsTruncated: false,
      };
    },

    GetLoginProfile: ({ UserName }: iam.GetLoginProfileCommandInput): iam.GetLoginProfileResponse => {
      const { name, password } = find(UserName);
      if (!password) {
        throw awsError('NoSuchEntityException', `Login Profile for User ${name} cannot be found.`, 404);
      }
      return { LoginProfile: { UserName: name, CreateDate: new Date('2026-01-01T00:00:00Z') } };
    },

    ListAccessKeys: ({ UserName }: iam.ListAccessKeysCommandInput): iam.ListAccessKeysResponse => ({
      AccessKeyMetadata: find(UserName).keys.map(({ active, createdAt }) => ({
        UserName,
        Status: active ? 'Active' : 'Inactive',
        CreateDate: new Date(createdAt),
      })),
      IsTruncated: false,
    }),

    ListEntitiesForPolicy: ({
      PolicyArn = '',
      Marker,
    }: iam.ListEntitiesForPolicyCommandInput): iam.ListEntitiesForPolicyResponse => {
      const policy = PolicyArn.replace('arn:aws:iam::aws:policy/', '');
      if (!state.managedPolicies.includes(policy)) {
        throw awsError('NoSuchEntityException', `Policy ${PolicyArn} was not found.`, 404);
      }
      const holds = ({ policies }: { policies: string[] }) => policies.includes(policy);
      const { items, next } = pageOf(state.users.filter(holds), Marker, 1000);
      return {
        PolicyUsers: items.map(({ name }) => ({ UserName: name, UserId: `AIDA${name}` })),
        PolicyGroups: state.groups
          .filter(holds)
          .map(({ name }) => ({ GroupName: name, GroupId: `AGPA${name}` })),
        PolicyRoles: state.roles.filter(holds).map(({ name }) => ({ RoleName: name, RoleId: `AROA${name}` })),
        IsTruncated: next !== undefined,
        Marker: next,
      };
    },

    GetGroup: ({ GroupName }: iam.GetGroupCommandInput): iam.GetGroupResponse => {
      const group = state.groups.find(({ name }) => name === GroupName);
      if (!group) {
        throw awsError('NoSuchEntityException', `The group with name ${GroupName} cannot be found.`, 404);
      }
      const CreateDate = new Date('2026-01-01T00:00:00Z');
      const entity = (name: string, kind: string) => ({
        Path: '/',
        Arn: `arn:aws:iam::${state.id}:${kind}/${name}`,
        CreateDate,
      });
      return {
        Group: { ...entity(group.name, 'group'), GroupName: group.name, GroupId: `AGPA${group.name}` },
        Users: group.members.map((name) => ({
          ...entity(name, 'user'),
          UserName: name,
          UserId: `AIDA${name}`,
        })),
        IsTruncated: false,
      };
    },
  };
}
